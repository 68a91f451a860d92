INSERT INTO intake_helprequest (id, client_uuid, student_id, school_id, written_by_id, written_at, asked_on,
                                asker, asker_name, reply_how, reply_to, may_name, reasons, worry, tried,
                                strengths, urgency, due_on, state, owner_id, answered_on, pause_reason,
                                paused_until, outcome)
SELECT %(first_request)s + r.nth, md5('request ' || %(seed)s || ' ' || r.nth)::uuid, r.student_id, r.school_id,
       r.holder, (r.asked_on + time '09:10') AT TIME ZONE %(zone)s, r.asked_on, r.asker, r.asker_name,
       CASE WHEN r.asker = 'parent' THEN 'phone' ELSE 'person' END,
       CASE WHEN r.asker = 'parent' THEN '555-0100' ELSE '' END, r.asker IN ('student', 'parent'),
       jsonb_build_array(jsonb_build_object('code', f.code, 'label', f.label)),
       r.worry, r.tried, r.strengths, r.urgency, r.due_on, r.stage,
       CASE WHEN r.stage <> 'new' THEN r.holder END,
       CASE WHEN r.stage IN ('answered', 'closed', 'paused') THEN r.done_on END,
       CASE WHEN r.stage = 'paused' THEN 'family' ELSE '' END,
       CASE WHEN r.stage = 'paused'
         THEN CASE WHEN r.rests_late THEN r.done_on ELSE %(today)s + 5 END END,
       CASE WHEN r.stage = 'closed'
         THEN (ARRAY['case', 'talked', 'referred', 'no_need'])[1 + staging.pick(r.number, 'outcome', 4)]
         ELSE '' END
FROM staging.demo_request r
JOIN staging.demo_found f ON f.turn = mod(staging.pick(r.number, 'about what', 840), f.turns)
ORDER BY r.nth

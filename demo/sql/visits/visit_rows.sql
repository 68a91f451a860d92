INSERT INTO visits_visit (id, client_uuid, day, goes_id, partner_id, watcher_id, purpose, task_id, state, went_at,
                          back_by, back_at, rung_at, note_id, left_note, miles, why_off, made_by_id, made_at)
SELECT %(first_visit)s + v.nth, md5('visit ' || %(seed)s || ' ' || v.nth)::uuid, v.day, v.holder,
       -- Who is at a door alone has somebody who watches.
       CASE WHEN v.state <> 'there' THEN v.partner END, v.watcher, 'attendance', NULL, v.state,
       CASE WHEN v.state NOT IN ('planned', 'confirmed') THEN v.at END,
       CASE WHEN v.state NOT IN ('planned', 'confirmed') THEN v.at + interval '30 minutes' END,
       CASE WHEN v.note IS NOT NULL THEN v.at + interval '20 minutes' END, NULL, v.note,
       v.note IS NOT NULL AND staging.pick(v.draw, 'note left', 100) < 40,
       CASE WHEN v.note IS NOT NULL THEN 0.5 + staging.pick(v.draw, 'miles', 18) / 2.0 END, '', v.holder,
       (staging.workday(v.day - 1) + time '15:10') AT TIME ZONE %(zone)s
FROM staging.demo_visit v
ORDER BY v.nth

INSERT INTO contacts_note (id, client_uuid, author_id, kind, purpose, method, with_whom, guardian_id, with_name,
                        reached, outcome, barriers, minutes, language, interpreter, happened_at,
                        recorded_at, text, version, signed_at)
SELECT %(first_note)s + n.nth, md5('note ' || %(seed)s || ' ' || n.nth)::uuid, n.holder, n.kind,
       CASE WHEN n.kind = 'conference' AND n.guardian_id IS NOT NULL THEN 'conference_48262'
            WHEN n.guardian_id IS NOT NULL AND n.tier = 'intensive' AND n.kind IN ('call', 'email', 'visit')
             AND n.outcome NOT IN ('mailbox_full', 'wrong_number', 'bounced', 'door_no_way_in', 'door_student_alone', 'door_unsafe')
             AND staging.pick(n.draw, 'offer', 100) < 4 THEN 'conference_48262' ELSE 'attendance' END,
       CASE n.kind WHEN 'call' THEN 'phone' WHEN 'visit' THEN 'home' WHEN 'email' THEN 'email'
         WHEN 'text' THEN 'text' WHEN 'letter' THEN 'hand' WHEN 'other' THEN 'other' ELSE 'school' END,
       CASE WHEN n.kind = 'other' THEN 'nobody' WHEN n.kind = 'meeting' OR n.outcome = 'door_student_alone' THEN 'student'
            WHEN n.guardian_id IS NULL THEN 'someone' ELSE 'adult' END,
       CASE WHEN n.kind NOT IN ('other', 'meeting') AND n.outcome <> 'door_student_alone' THEN n.guardian_id END, '',
       n.outcome IN ('spoke', 'call_back', 'door_spoke', 'held', 'refused', 'replied'), n.outcome,
       CASE WHEN n.outcome IN ('spoke', 'door_spoke', 'held')
         THEN ARRAY[b.barrier]::varchar[] ELSE '{}' END,
       CASE n.kind WHEN 'visit' THEN 20 + staging.pick(n.draw, 'minutes', 40)
         WHEN 'call' THEN 2 + staging.pick(n.draw, 'minutes', 14)
         WHEN 'meeting' THEN 30 WHEN 'conference' THEN 45 END,
       CASE WHEN n.kind IN ('other', 'meeting') THEN '' ELSE n.language END,
       n.interpreter AND n.kind NOT IN ('other', 'meeting'), at,
       at + CASE WHEN staging.pick(n.draw, 'late', 100) < 4 AND n.day + 2 < %(today)s THEN interval '2 days'
                 ELSE interval '6 minutes' END,
       CASE WHEN n.outcome = 'door_unsafe' THEN ''
            ELSE replace(replace(w.words, '{name}', n.first_name), '{adult}', coalesce(n.adult, 'The family')) END,
       1, CASE WHEN staging.pick(n.draw, 'signed', 100) < 85 AND n.day + 3 < %(today)s THEN at + interval '3 days' END
FROM staging.demo_note n
CROSS JOIN LATERAL (
  SELECT (n.day + time '08:00' + staging.pick(n.draw, 'minute', 500) * interval '1 minute')
           AT TIME ZONE %(zone)s AS at) moment
JOIN staging.demo_barrier b ON b.slot = staging.pick(n.draw, 'barrier', 13)
CROSS JOIN LATERAL (
  SELECT CASE WHEN n.language = 'es' AND n.outcome IN ('spoke', 'door_spoke', 'held', 'voicemail')
           AND staging.pick(n.draw, 'tongue', 100) < 60 THEN 'es' ELSE 'en' END AS tongue) t
JOIN staging.demo_words w ON w.outcome = n.outcome AND w.language = t.tongue
 AND w.turn = mod(staging.pick(n.draw, 'words', 840), w.turns)
ORDER BY n.nth

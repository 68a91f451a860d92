INSERT INTO contacts_note (id, client_uuid, author_id, kind, purpose, method, with_whom, guardian_id,
                           with_name, reached, outcome, barriers, language, interpreter, happened_at,
                           recorded_at, text, version, signed_at)
SELECT %(first_note)s + i.nth, md5('talk ' || %(seed)s || ' ' || i.nth)::uuid, i.holder, 'meeting', 'plan',
       'school', CASE WHEN i.asks_adult THEN 'adult' ELSE 'student' END, i.guardian_id, '', true, 'held',
       '{}', i.language, i.interpreter, i.at, i.at + interval '20 minutes', '', 1, NULL
FROM staging.demo_interview i ORDER BY i.nth

-- What some students of 12 or more said in confidence to whoever had their case then, on a day of its first weeks.
INSERT INTO contacts_sealednote (client_uuid, student_id, author_id, said_by, said_on, recorded_at, text)
SELECT md5('sealed ' || %(seed)s || ' ' || c.nth)::uuid, c.student_id, c.holder, 'student', d.day,
       (d.day + time '14:10') AT TIME ZONE %(zone)s,
       CASE staging.pick(c.number, 'sealed words', 3)
         WHEN 0 THEN 'Worried about the way home. Wants to tell an aunt first; we meet again on Friday.'
         WHEN 1 THEN 'Sleeps badly since the move. Does not want this told at home yet.'
         ELSE 'Talked about a friend who left. Agreed on whom to ask for when a day is hard.' END
FROM staging.demo_case c JOIN students_student s ON s.id = c.student_id
CROSS JOIN LATERAL (SELECT staging.workday(c.opened_on + 3) AS day) d
WHERE staging.pick(c.number, 'sealed', 100) < 15 AND c.holder IS NOT NULL
  AND d.day < %(today)s AND s.birth_date <= d.day - interval '12 years'
ORDER BY c.nth

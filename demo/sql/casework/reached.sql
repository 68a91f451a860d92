-- Who was reached last about each student, as the action writes it.
INSERT INTO cases_lastreached (student_id, "on", how, guardian_id, who)
SELECT DISTINCT ON (a.student_id) a.student_id, (n.happened_at AT TIME ZONE %(zone)s)::date,
       k.how, n.guardian_id, CASE WHEN n.with_whom = 'student' THEN 'the student' ELSE n.with_name END
FROM contacts_note n JOIN contacts_notestudent a ON a.note_id = n.id
JOIN staging.demo_kind_words k ON k.kind = n.kind
WHERE n.reached
ORDER BY a.student_id, n.happened_at DESC, n.id DESC

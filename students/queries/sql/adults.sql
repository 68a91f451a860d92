-- The adults of a student. Whoever must not be contacted comes last.
SELECT a.*
FROM students_adult a
WHERE a.student_id = %(student)s
ORDER BY a.no_contact, a."primary" DESC, a.lives_with DESC NULLS LAST, a.id

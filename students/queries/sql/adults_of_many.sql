-- The adults of some students, as far as these are within reach; of each as in adults.sql.
SELECT a.*
FROM students_adult a
WHERE a.student_id = ANY(%(students)s) AND {{students/reached a.student_id}}
ORDER BY a.student_id, a.no_contact, a."primary" DESC, a.lives_with DESC NULLS LAST, a.id

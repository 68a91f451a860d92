-- Mark changes of a student that is not there.
SELECT c.id FROM attendance_markchange c
WHERE NOT EXISTS (SELECT FROM students_student s WHERE s.id = c.student_id)

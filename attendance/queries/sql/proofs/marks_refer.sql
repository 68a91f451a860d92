-- Marks of a student, school or code that is not there.
SELECT m.id FROM attendance_mark m
WHERE NOT EXISTS (SELECT FROM students_student s WHERE s.id = m.student_id)
   OR NOT EXISTS (SELECT FROM students_school k WHERE k.id = m.school_id)
   OR NOT EXISTS (SELECT FROM attendance_attendancecode c WHERE c.id = m.code_id)

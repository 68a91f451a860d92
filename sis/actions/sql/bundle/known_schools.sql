SELECT sis_id, id::text FROM students_school

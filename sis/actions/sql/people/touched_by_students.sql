INSERT INTO staging.import_touched
SELECT t.id FROM students_student t JOIN staging.import_students_diff d USING (sis_id)

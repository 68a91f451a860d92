-- Students on file whose birth date the file gives otherwise.
CREATE UNLOGGED TABLE staging.import_birth_dates AS
SELECT t.id AS student_id, t.birth_date AS old
FROM students_student t JOIN staging.import_students_last s USING (sis_id)
WHERE t.birth_date IS DISTINCT FROM s.birth_date

-- Who had an open enrollment where, before this file.
CREATE UNLOGGED TABLE staging.import_open_before AS
SELECT DISTINCT student_id, school_id FROM students_enrollment
WHERE exit_date IS NULL OR exit_date >= %(today)s

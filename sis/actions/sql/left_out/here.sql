-- Who of them goes where now.
CREATE UNLOGGED TABLE staging.import_here AS
SELECT DISTINCT student_id, school_id, o.open, o.is_named
FROM students_enrollment JOIN staging.import_open o USING (student_id)
WHERE entry_date <= %(today)s AND (exit_date IS NULL OR exit_date >= %(today)s)

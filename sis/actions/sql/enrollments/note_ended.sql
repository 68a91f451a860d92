INSERT INTO staging.import_enrollment_changes
SELECT student_id, school_id, exit_date, old_exit FROM staging.import_ended

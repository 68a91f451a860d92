INSERT INTO staging.import_enrollment_changes
SELECT student_id, school_id, least(old_entry, new_entry), exit_date
FROM staging.import_moved_entries

-- Set-aside marks with what leaves them uncovered today; null where nothing does.
CREATE UNLOGGED TABLE staging.import_set_aside AS
SELECT a.*, c.kind = %(present)s AS is_present, {{sis/uncovered a}} AS now
FROM sis_setaside a
JOIN attendance_attendancecode c ON c.id = a.code_id
LEFT JOIN students_schoolday day ON day.school_id = a.school_id AND day.date = a.date

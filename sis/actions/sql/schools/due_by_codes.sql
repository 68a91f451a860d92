-- Whoever has a mark of a code that changed.
INSERT INTO staging.import_due
SELECT DISTINCT m.student_id, extract(year FROM m.date - interval '6 months')::smallint
FROM attendance_mark m
JOIN attendance_attendancecode c ON c.id = m.code_id
JOIN staging.import_codes_diff d ON d.code = c.code AND NOT d.is_new

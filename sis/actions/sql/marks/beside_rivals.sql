-- A day of which some row says that the student was not in attendance is stored whole.
UPDATE staging.import_kept k SET is_stored = true
FROM staging.import_rivals r
JOIN attendance_attendancecode c ON c.id = r.code_id AND c.kind <> %(present)s
WHERE r.student_id = k.student_id AND r.date = k.date AND k.why IS NULL AND NOT k.is_stored

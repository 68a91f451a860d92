-- A present row comes back only if another mark of its day says otherwise.
INSERT INTO attendance_mark (student_id, school_id, date, period, code_id, minutes_missed, reason,
  source)
SELECT student_id, school_id, date, period, code_id, minutes_missed, reason, 'sis'
FROM staging.import_set_aside a
WHERE now IS NULL AND (NOT is_present
  OR EXISTS (
    SELECT FROM staging.import_set_aside o
    WHERE o.student_id = a.student_id AND o.date = a.date AND o.now IS NULL AND NOT o.is_present)
  OR EXISTS (
    SELECT FROM attendance_mark m
    JOIN attendance_attendancecode c ON c.id = m.code_id AND c.kind <> %(present)s
    WHERE m.student_id = a.student_id AND m.date = a.date))
ON CONFLICT (student_id, date, school_id, period) DO NOTHING

INSERT INTO attendance_markchange (student_id, school_id, date, period, old_code, old_minutes,
  old_reason, new_code, new_reason, withdrawn, changed_by)
SELECT w.student_id, w.school_id, w.date, w.period, coalesce(c.code, ''), w.minutes_missed,
       w.reason, '', '', true, %(by)s
FROM staging.import_withdrawn w
LEFT JOIN attendance_attendancecode c ON c.id = w.code_id

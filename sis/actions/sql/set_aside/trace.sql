-- Set aside, it no longer stands: what listed it must learn of it.
INSERT INTO attendance_markchange (student_id, school_id, date, period, old_code, old_minutes,
  old_reason, new_code, new_reason, withdrawn, changed_by)
SELECT u.student_id, u.school_id, u.date, u.period, c.code, u.minutes_missed, u.reason, '', '',
       true, %(by)s
FROM staging.import_uncovered u JOIN attendance_attendancecode c ON c.id = u.code_id

INSERT INTO attendance_mark (student_id, school_id, date, period, code_id, minutes_missed, reason,
  source)
SELECT student_id, school_id, date, period, code_id, minutes_missed, reason, 'sis'
FROM staging.import_becoming k
WHERE becomes = 'new'
ORDER BY student_id, date, school_id, period

-- What a mark said before the file says otherwise.
INSERT INTO attendance_markchange (student_id, school_id, date, period, old_code, old_minutes,
  old_reason, new_code, new_minutes, new_reason, withdrawn, changed_by)
SELECT k.student_id, k.school_id, k.date, k.period, coalesce(o.code, ''), k.old_minutes,
       k.old_reason, n.code, k.minutes_missed, k.reason, false, %(by)s
FROM staging.import_becoming k
LEFT JOIN attendance_attendancecode o ON o.id = k.old_code_id
JOIN attendance_attendancecode n ON n.id = k.code_id
WHERE becomes IN ('changed', 'unstored now')

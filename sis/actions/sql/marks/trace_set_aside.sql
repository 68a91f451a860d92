-- A mark that counted and is set aside now no longer stands: what listed it must learn of it.
INSERT INTO attendance_markchange (student_id, school_id, date, period, old_code, old_minutes,
  old_reason, new_code, new_reason, withdrawn, changed_by)
SELECT k.student_id, k.school_id, k.date, k.period, coalesce(o.code, ''), k.old_minutes,
       k.old_reason, '', '', true, %(by)s
FROM staging.import_becoming k
LEFT JOIN attendance_attendancecode o ON o.id = k.old_code_id
WHERE becomes = 'aside' AND k.mark_id IS NOT NULL

-- The student's days with their marks and what was changed, oldest first.
SELECT d.date, d.school_id, k.name, d.outcome, d.excuse, d.gap_minutes, d.occasions,
       d.countable_on, d.pending_until, d.why, d.quality,
       (SELECT coalesce(json_agg(json_build_object(
                 'period', m.period, 'code', c.code, 'label', c.label, 'kind', c.kind,
                 'minutes', coalesce(m.minutes_missed, c.minutes), 'reason', m.reason)
               ORDER BY m.school_id, m.period), '[]')
        FROM attendance_mark m JOIN attendance_attendancecode c ON c.id = m.code_id
        WHERE m.student_id = d.student_id AND m.date = d.date) AS marks,
       (SELECT coalesce(json_agg(json_build_object(
                 'period', g.period, 'old_code', g.old_code, 'new_code', g.new_code,
                 'withdrawn', g.withdrawn, 'changed_by', g.changed_by, 'changed_at', g.changed_at)
               ORDER BY g.changed_at), '[]')
        FROM attendance_markchange g
        WHERE g.student_id = d.student_id AND g.date = d.date) AS changes
FROM {days} d
JOIN students_school k ON k.id = d.school_id
WHERE d.student_id = %(student)s AND d.date BETWEEN %(start)s AND %(as_of)s
ORDER BY d.date

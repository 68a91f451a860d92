-- The school days of a student between two days, each with whether it was missed whole; those of which
-- attendance is not known yet, or was not taken, are left out.
SELECT d.date, bool_and(coalesce(o.outcome = ANY(%(missed)s), false)) AS missed
FROM students_enrollment e
JOIN students_schoolday d
  ON d.school_id = e.school_id AND d.is_school_day
 AND d.date BETWEEN greatest(e.entry_date, %(first)s) AND least(e.exit_date, %(last)s::date)
LEFT JOIN attendance_standing t ON t.student_id = e.student_id AND t.school_year = d.school_year
LEFT JOIN attendance_dayoutcome o ON o.student_id = e.student_id AND o.date = d.date
WHERE e.student_id = %(student)s AND o.outcome IS DISTINCT FROM %(not_taken)s
  AND (o.outcome IS NOT NULL OR d.date < t.as_of
       OR d.date = t.as_of AND attendance_has_come_in(d.school_id, d.date))
  AND (o.outcome IS NOT NULL
       OR NOT EXISTS (SELECT FROM attendance_submission b
                      WHERE b.school_id = d.school_id AND b.date = d.date
                        AND NOT b.taken AND b.period = '' AND b.section = ''))
GROUP BY d.date
ORDER BY d.date

-- Students of these schools with days of the school year that are not counted for what is not known.
SELECT o.student_id, h.school_id, o.why, count(*) AS days
FROM (SELECT DISTINCT student_id, school_id FROM students_enrollment
      WHERE school_id = ANY(%(schools)s) AND entry_date <= %(on)s
        AND (exit_date IS NULL OR exit_date >= %(on)s)) h
JOIN attendance_dayoutcome o
  ON o.student_id = h.student_id AND o.date BETWEEN %(since)s AND %(on)s
WHERE o.why = ANY(%(whys)s)
GROUP BY o.student_id, h.school_id, o.why
ORDER BY o.student_id, h.school_id, o.why

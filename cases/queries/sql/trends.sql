-- Days absent in each week; a week without a school day of the student's school has none.
SELECT s.id, ARRAY(
  SELECT CASE
    WHEN w.monday + 6 >= %(year_start)s AND w.monday <= %(on)s
     AND (k.school_id IS NULL OR EXISTS (
       SELECT FROM students_schoolday d
       WHERE d.school_id = k.school_id AND d.is_school_day
         AND d.date BETWEEN w.monday AND least(w.monday + 6, %(on)s::date)))
    THEN (SELECT count(*) FROM attendance_dayoutcome o
          WHERE o.student_id = s.id AND o.date BETWEEN w.monday AND least(w.monday + 6, %(on)s::date)
            AND o.outcome = ANY(%(missed)s))::int END
  FROM generate_series(0, 7) AS n, LATERAL (SELECT %(first)s::date + 7 * n AS monday) w
  ORDER BY n)
FROM students_student s
LEFT JOIN LATERAL students_last_place(s.id, %(on)s) k ON true
WHERE s.id = ANY(%(students)s)

-- The student-days of some grades of one school by the week, between two days of a school year that are both
-- included, and how many were missed: as weeks.sql counts those of whole schools. Of a student who was in two
-- of the grades, or twice in one, a day counts once.
WITH span AS (
  SELECT e.student_id, unnest(range_agg(daterange(
           greatest(e.entry_date, %(first)s),
           least(e.exit_date - %(exit_gone)s::int, %(last)s), '[]'))) AS days
  FROM students_enrollment e
  WHERE e.school_id = %(school)s AND e.grade = ANY(%(grades)s)
    AND e.entry_date <= %(last)s
    AND (e.exit_date IS NULL OR e.exit_date - %(exit_gone)s::int >= greatest(e.entry_date, %(first)s))
  GROUP BY e.student_id
), day AS (
  SELECT d.date
  FROM students_schoolday d
  WHERE d.school_id = %(school)s AND d.is_school_day AND d.date BETWEEN %(first)s AND %(last)s
    AND (d.date < %(as_of)s OR d.date = %(as_of)s AND attendance_has_come_in(d.school_id, d.date))
    AND NOT EXISTS (
      SELECT FROM attendance_submission n
      WHERE n.school_id = d.school_id AND n.date = d.date AND n.period = '' AND n.section = ''
        AND NOT n.taken)
), step AS (
  SELECT date, sum(sum(n)) OVER (ORDER BY date) AS enrolled
  FROM (SELECT lower(days) AS date, 1 AS n FROM span
        UNION ALL SELECT upper(days), -1 FROM span
        UNION ALL SELECT date, 0 FROM day) x
  GROUP BY date
), outcome AS (
  SELECT o.date,
         count(*) FILTER (WHERE o.outcome = ANY(%(outcomes_missed)s)) AS missed,
         count(*) FILTER (WHERE o.outcome = %(outcome_not_taken)s) AS unknown
  FROM span s
  JOIN attendance_dayoutcome o
    ON o.student_id = s.student_id AND o.date BETWEEN lower(s.days) AND upper(s.days) - 1
   AND o.school_id = %(school)s
  GROUP BY o.date
)
SELECT date_trunc('week', d.date)::date AS week,
       sum(s.enrolled - coalesce(o.unknown, 0))::int AS days,
       sum(coalesce(o.missed, 0))::int AS missed
FROM day d
JOIN step s ON s.date = d.date
LEFT JOIN outcome o ON o.date = d.date
GROUP BY date_trunc('week', d.date)
HAVING sum(s.enrolled - coalesce(o.unknown, 0)) > 0
ORDER BY week

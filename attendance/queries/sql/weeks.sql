-- The student-days of each school and week of a school year up to a day, and how many were missed, as
-- the temporary table counting_week. A day on which a school took no attendance is in neither number,
-- nor is a student of whom it is not known; the last day is in both once something of it has come in.
-- Enrolled twice at one school at once is enrolled once; at two schools, at each: the day missed is of the
-- one that decided.
CREATE TEMP TABLE counting_week ON COMMIT DROP AS
WITH span AS (
  SELECT e.school_id, unnest(range_agg(daterange(
           greatest(e.entry_date, %(start)s),
           least(e.exit_date - %(exit_gone)s::int, %(as_of)s), '[]'))) AS days
  FROM students_enrollment e
  WHERE e.entry_date <= %(as_of)s
    AND (e.exit_date IS NULL
         OR e.exit_date - %(exit_gone)s::int >= greatest(e.entry_date, %(start)s))
  GROUP BY e.school_id, e.student_id
), day AS (
  SELECT d.school_id, d.date
  FROM students_schoolday d
  WHERE d.school_year = %(school_year)s AND d.is_school_day
    AND (d.date < %(as_of)s
         OR d.date = %(as_of)s AND attendance_has_come_in(d.school_id, d.date))
    AND NOT EXISTS (
      SELECT FROM attendance_submission n
      WHERE n.school_id = d.school_id AND n.date = d.date AND n.period = '' AND n.section = ''
        AND NOT n.taken)
), step AS (
  SELECT school_id, date, sum(sum(n)) OVER (PARTITION BY school_id ORDER BY date) AS enrolled
  FROM (SELECT school_id, lower(days) AS date, 1 AS n FROM span
        UNION ALL SELECT school_id, upper(days), -1 FROM span
        UNION ALL SELECT school_id, date, 0 FROM day) x
  GROUP BY school_id, date
), outcome AS (
  SELECT o.school_id, o.date,
         count(*) FILTER (WHERE o.outcome = ANY(%(outcomes_missed)s)) AS missed,
         count(*) FILTER (WHERE o.outcome = %(outcome_not_taken)s) AS unknown
  FROM attendance_dayoutcome o
  WHERE o.date BETWEEN %(start)s AND %(as_of)s
  GROUP BY o.school_id, o.date
)
SELECT d.school_id, date_trunc('week', d.date)::date AS week,
       sum(s.enrolled - coalesce(o.unknown, 0))::int AS days,
       sum(coalesce(o.missed, 0))::int AS missed
FROM day d
JOIN step s ON s.school_id = d.school_id AND s.date = d.date
LEFT JOIN outcome o ON o.school_id = d.school_id AND o.date = d.date
GROUP BY d.school_id, date_trunc('week', d.date)
HAVING sum(s.enrolled - coalesce(o.unknown, 0)) > 0

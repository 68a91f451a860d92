-- Students within reach who were away for so many school days in a row, for whatever reason, and are back since a few
-- of them, as far as was judged; whom nobody has welcomed yet: how many, and each. %(student)s is 0 for all.
WITH among AS (
  SELECT t.student_id, t.school_id, t.as_of
  FROM attendance_standing t
  WHERE t.school_year = %(school_year)s AND t.is_enrolled AND t.days_absent >= %(absent_days)s
    AND (%(student)s = 0 OR t.student_id = %(student)s) AND {{students/reached t.student_id}}
), missed AS (
  SELECT a.student_id, a.school_id, a.as_of, o.date, d.ordinal,
         d.ordinal - row_number() OVER (PARTITION BY a.student_id ORDER BY o.date) AS run
  FROM among a
  JOIN attendance_dayoutcome o ON o.student_id = a.student_id
   AND o.date > a.as_of - %(window)s::integer AND o.date <= a.as_of AND o.outcome = ANY(%(outcomes_missed)s)
  JOIN students_schoolday d ON d.school_id = a.school_id AND d.date = o.date AND d.is_school_day
), away AS (
  SELECT DISTINCT ON (student_id) student_id, school_id, as_of, min(date) AS away_from, max(date) AS away_until,
         count(*) AS days
  FROM missed
  GROUP BY student_id, school_id, as_of, run HAVING count(*) >= %(absent_days)s
  ORDER BY student_id, max(date) DESC
), back AS (
  SELECT a.student_id, a.away_from, a.away_until, a.days, day.on AS back_on
  FROM away a
  CROSS JOIN LATERAL (
    SELECT d.date AS on FROM students_schoolday d
    WHERE d.school_id = a.school_id AND d.date > a.away_until AND d.date <= a.as_of AND d.is_school_day
      AND NOT EXISTS (SELECT FROM attendance_dayoutcome o
                      WHERE o.student_id = a.student_id AND o.date = d.date
                        AND o.outcome = ANY(%(outcomes_missed)s || %(outcome_not_taken)s::text))
    ORDER BY d.date LIMIT 1) day
  WHERE (SELECT count(*) FROM students_schoolday d
         WHERE d.school_id = a.school_id AND d.is_school_day AND d.date >= day.on AND d.date <= a.as_of) <= %(within_days)s
    AND NOT EXISTS (SELECT FROM programs_welcome w
                    WHERE w.student_id = a.student_id AND w.taken_back_at IS NULL AND w.away_until >= a.away_from)
)
SELECT count(*) AS to_welcome, coalesce(jsonb_agg(to_jsonb(b) ORDER BY b.student_id), '[]') AS students
FROM back b

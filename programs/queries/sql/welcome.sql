-- Students within reach who were away for so many school days in a row, for whatever reason, and are back since a few
-- of them, as far as was judged; whom nobody has welcomed yet: how many, and each. %(student)s is 0 for all.
-- Students are found first, as those of a few schools: asked of each standing, the planner would read every enrollment.
WITH reached AS MATERIALIZED (
  SELECT unnest(%(reach_students)s::bigint[]) AS student_id
  UNION
  SELECT e.student_id FROM students_enrollment e
  WHERE e.school_id = ANY(ARRAY(SELECT o.id FROM students_school o
                                WHERE o.id = ANY(%(reach_schools)s) OR o.region_id = ANY(%(reach_regions)s)))
    AND e.entry_date <= %(reach_on)s AND (e.exit_date IS NULL OR e.exit_date >= %(reach_since)s)
), enrolled AS (
  SELECT t.student_id, t.school_id, t.as_of, t.days_absent
  FROM reached r
  CROSS JOIN LATERAL (SELECT * FROM attendance_standing t
                      WHERE t.student_id = r.student_id AND t.school_year = %(school_year)s OFFSET 0) t
  WHERE t.is_enrolled AND NOT %(reach_all)s::boolean
  UNION ALL
  SELECT t.student_id, t.school_id, t.as_of, t.days_absent
  FROM attendance_standing t
  WHERE t.is_enrolled AND t.school_year = %(school_year)s AND %(reach_all)s::boolean
), among AS MATERIALIZED (
  SELECT e.student_id, e.school_id, e.as_of
  FROM enrolled e
  WHERE e.days_absent >= %(absent_days)s AND (%(student)s = 0 OR e.student_id = %(student)s)
), since AS MATERIALIZED (
  -- The school day before the first on which somebody may be back: on it or after it who is back was still away.
  SELECT s.school_id, s.as_of,
         (SELECT min(day.date) FROM (SELECT d.date FROM students_schoolday d
                                     WHERE d.school_id = s.school_id AND d.is_school_day AND d.date <= s.as_of
                                     ORDER BY d.date DESC LIMIT %(within_days)s + 1) day) AS day
  FROM (SELECT DISTINCT school_id, as_of FROM among) s
), lately AS MATERIALIZED (
  SELECT a.*
  FROM among a JOIN since s USING (school_id, as_of)
  WHERE EXISTS (SELECT FROM attendance_dayoutcome o
                WHERE o.student_id = a.student_id AND o.date >= s.day AND o.date < a.as_of
                  AND o.outcome = ANY(%(outcomes_missed)s::text[] || %(outcome_not_taken)s::text))
), missed AS (
  SELECT a.student_id, a.school_id, a.as_of, o.date, d.ordinal,
         d.ordinal - row_number() OVER (PARTITION BY a.student_id ORDER BY o.date) AS run
  FROM lately a
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
                        AND o.outcome = ANY(%(outcomes_missed)s::text[] || %(outcome_not_taken)s::text))
    ORDER BY d.date LIMIT 1) day
  WHERE (SELECT count(*) FROM students_schoolday d
         WHERE d.school_id = a.school_id AND d.is_school_day AND d.date >= day.on AND d.date <= a.as_of) <= %(within_days)s
    AND NOT EXISTS (SELECT FROM programs_welcome w
                    WHERE w.student_id = a.student_id AND w.taken_back_at IS NULL AND w.away_until >= a.away_from)
)
SELECT count(*) AS to_welcome, coalesce(jsonb_agg(to_jsonb(b) ORDER BY b.student_id), '[]') AS students
FROM back b

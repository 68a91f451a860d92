-- What the other tests find, from the days themselves. A day counts in halves, so that a part of a
-- day can count as half of one (F2).
CREATE TEMP TABLE judging_counts AS
SELECT x.test, d.student_id, d.school_id, d.date, w.halves,
       CASE WHEN x.is_occasions THEN d.countable_on ELSE d.date END AS since
FROM judging_resolved d
JOIN judging_standing t ON t.student_id = d.student_id
JOIN judging_test x ON NOT x.is_told
CROSS JOIN LATERAL (
  SELECT CASE
    WHEN x.is_occasions THEN CASE WHEN d.countable_on <= %(as_of)s THEN 2 * d.occasions END
    WHEN x.is_unexcused AND d.outcome = %(outcome_absent)s AND d.excuse = %(excuse_unexcused)s THEN 2
    WHEN NOT x.is_unexcused AND d.outcome = ANY(%(outcomes_missed)s) THEN 2
    WHEN d.gap_minutes >= x.portion_minutes THEN x.portion END AS halves) w
WHERE d.date BETWEEN %(start)s AND %(as_of)s AND w.halves > 0;

ANALYZE judging_counts;

-- School days of each stretch, of those who have anything counted in it: through as-of, or all of
-- them, also those to come while the student stays enrolled (F3).
CREATE TEMP TABLE judging_within AS
WITH counted AS (
  SELECT DISTINCT x.is_whole, p.within, p.period, p.first, p.last, c.student_id
  FROM judging_counts c
  JOIN judging_test x ON x.test = c.test AND x.is_share
  JOIN judging_period p ON p.within = x.within AND c.date BETWEEN p.first AND p.last
), enrolled AS (
  SELECT c.*, e.school_id, greatest(e.entry_date, c.first) AS since,
         least(e.exit_date - %(exit_gone)s::int, c.last,
               CASE WHEN NOT c.is_whole THEN %(as_of)s::date END) AS until
  FROM counted c
  JOIN judging_enrollment e
    ON e.student_id = c.student_id AND e.entry_date <= least(c.last, %(as_of)s)
   AND (e.exit_date IS NULL OR e.exit_date >= c.first)
)
SELECT e.is_whole, e.within, e.period, e.student_id, count(DISTINCT d.date) AS days
FROM enrolled e
JOIN students_schoolday d
  ON d.school_id = e.school_id AND d.date BETWEEN e.since AND e.until AND d.is_school_day
GROUP BY e.is_whole, e.within, e.period, e.student_id;

ANALYZE judging_within;

-- What has come together, day by day, beside the line that each test draws.
CREATE TEMP TABLE judging_tested AS
SELECT c.student_id, c.test, p.period, c.since, w.days,
       sum(c.halves) OVER day * CASE WHEN x.is_share THEN 100 ELSE 1 END AS found,
       sum(c.halves) OVER whole AS halves,
       2 * CASE WHEN x.is_share THEN w.days ELSE 1 END AS unit
FROM judging_counts c
JOIN judging_test x ON x.test = c.test
JOIN judging_period p ON p.within = x.within AND c.date BETWEEN p.first AND p.last
LEFT JOIN judging_within w
  ON w.student_id = c.student_id AND w.within = x.within AND w.period = p.period
 AND w.is_whole = x.is_whole AND x.is_share
WHERE NOT x.is_share OR w.days > 0
WINDOW whole AS (PARTITION BY c.student_id, c.test, p.period),
       day AS (PARTITION BY c.student_id, c.test, p.period ORDER BY c.since);

-- A share of the days so far moves with every day: only of a fixed line is it known when it was
-- first passed (F4).
INSERT INTO judging_finding
SELECT y.student_id, %(school_year)s, y.test, y.period,
       CASE WHEN y.is_met THEN %(finding_met)s ELSE %(finding_near)s END,
       jsonb_strip_nulls(jsonb_build_object(
         'days', y.halves / 2.0::float8, 'of', y.days,
         CASE WHEN x.is_beyond THEN 'more_than' ELSE 'least' END, x.amount,
         'first_on', CASE WHEN NOT x.is_share OR x.is_whole THEN y.first_on END)),
       x.citation
FROM (
  SELECT t.student_id, t.test, t.period, t.days, t.halves, bool_or(z.is_met) AS is_met,
         bool_or(t.found >= x.near * t.unit) AS is_near,
         min(t.since) FILTER (WHERE z.is_met) AS first_on
  FROM judging_tested t
  JOIN judging_test x ON x.test = t.test
  CROSS JOIN LATERAL (
    SELECT CASE WHEN x.is_beyond THEN t.found > x.amount * t.unit
                ELSE t.found >= x.amount * t.unit END AS is_met) z
  GROUP BY t.student_id, t.test, t.period, t.days, t.halves
) y
JOIN judging_test x ON x.test = y.test
WHERE y.is_met OR y.is_near;

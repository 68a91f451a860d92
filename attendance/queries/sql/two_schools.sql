-- Days of students with two schools: which of them decides (D5). Each is a pattern of its own.
CREATE TEMP TABLE judging_both AS
SELECT r.student_id, r.date, r.school_id, m.*,
       m.outcome = ANY(%(outcomes_missed)s) AS all_day, k.place
FROM judging_read r
JOIN judging_school k ON k.school_id = r.school_id
JOIN judging_pattern p ON p.reading = r.reading AND p.marks = r.marks
JOIN judging_meaning m ON m.pattern = p.pattern
WHERE r.student_id IN (SELECT student_id FROM judging_two_schools);

CREATE TEMP TABLE judging_base AS
WITH deciding AS (
  SELECT * FROM judging_both s
  WHERE outcome <> %(outcome_not_taken)s OR NOT EXISTS (
    SELECT FROM judging_both o WHERE o.student_id = s.student_id AND o.date = s.date
      AND o.outcome <> %(outcome_not_taken)s)
), judged AS (
  SELECT student_id, date, bool_and(all_day) AS missed_everywhere,
         (array_agg(school_id ORDER BY place))[1] AS first_school,
         -- Where least was missed without excuse.
         (array_agg(school_id ORDER BY coalesce(gap, 0), passing, has_open, place)
           FILTER (WHERE NOT all_day))[1] AS sat_at,
         CASE WHEN min(outcome) = max(outcome) THEN min(outcome) ELSE %(outcome_absent)s END AS outcome,
         CASE WHEN min(outcome) <> max(outcome) OR min(excuse) <> max(excuse) THEN %(excuse_mixed)s
              ELSE min(excuse) END AS excuse,
         CASE WHEN %(sums_gaps)s THEN sum(gap) ELSE max(gap) END AS gap,
         CASE WHEN %(sums_gaps)s THEN (coalesce(sum(gap), 0) > %(too_long)s)::int
              ELSE sum(passing) END AS passing,
         bool_or(has_open) AS has_open, bool_or(has_unverified) AS has_unverified,
         bool_or(has_unexcused) AS has_unexcused, bool_or(no_bell) AS no_bell,
         bool_or(is_tardy) AS is_tardy
  FROM deciding GROUP BY student_id, date
)
SELECT (SELECT max(pattern) FROM judging_pattern) + row_number() OVER () AS pattern,
       j.student_id, j.date,
       CASE WHEN j.missed_everywhere THEN j.first_school ELSE s.school_id END AS school_id,
       CASE WHEN j.missed_everywhere THEN j.outcome ELSE s.outcome END AS outcome,
       CASE WHEN j.missed_everywhere THEN j.excuse ELSE s.excuse END AS excuse,
       CASE WHEN j.missed_everywhere THEN j.gap ELSE s.gap END::int AS gap,
       CASE WHEN j.missed_everywhere THEN j.passing ELSE s.passing END::int AS passing,
       CASE WHEN j.missed_everywhere THEN j.has_open ELSE s.has_open END AS has_open,
       CASE WHEN j.missed_everywhere THEN j.has_unverified ELSE s.has_unverified END
         AS has_unverified,
       CASE WHEN j.missed_everywhere THEN j.has_unexcused ELSE s.has_unexcused END
         AS has_unexcused,
       CASE WHEN j.missed_everywhere THEN j.no_bell ELSE s.no_bell END AS no_bell,
       j.is_tardy
FROM judged j
LEFT JOIN judging_both s
  ON s.student_id = j.student_id AND s.date = j.date AND s.school_id = j.sat_at;

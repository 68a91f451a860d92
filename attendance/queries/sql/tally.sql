-- Days enrolled, absent and counted of each student: the first of the steps that judge them. They
-- read the resolved days in judging_resolved, and end in judging_standing (standings.sql).

CREATE TEMP TABLE judging_span AS
SELECT e.student_id, e.school_id, e.id, e.grade, e.entry_date,
       greatest(e.entry_date, %(start)s) AS first,
       least(e.exit_date - %(exit_gone)s::int, %(as_of)s) AS last
FROM judging_enrollment e
WHERE e.entry_date <= %(as_of)s AND (e.exit_date IS NULL OR e.exit_date >= %(start)s);

DELETE FROM judging_span WHERE last < first;

ANALYZE judging_span;

-- Students enrolled twice at once are counted by distinct dates, all others by ordinals (S1).
CREATE TEMP TABLE judging_twice AS
SELECT DISTINCT student_id
FROM (SELECT student_id, first <= max(last) OVER (PARTITION BY student_id ORDER BY first, id
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS doubled FROM judging_span) x
WHERE doubled;

CREATE TEMP TABLE judging_enrolled AS
WITH one AS (
  SELECT s.student_id,
         sum(coalesce(b.ordinal - a.ordinal + a.is_school_day::int, 0)) AS days
  FROM judging_span s
  LEFT JOIN students_schoolday a ON a.school_id = s.school_id AND a.date = s.first
  LEFT JOIN students_schoolday b ON b.school_id = s.school_id AND b.date = s.last
  WHERE s.student_id NOT IN (SELECT student_id FROM judging_twice)
  GROUP BY s.student_id
), two AS (
  SELECT s.student_id, count(DISTINCT d.date) FILTER (WHERE d.is_school_day) AS days
  FROM judging_span s
  LEFT JOIN students_schoolday d
    ON d.school_id = s.school_id AND d.date BETWEEN s.first AND s.last
  WHERE s.student_id IN (SELECT student_id FROM judging_twice)
  GROUP BY s.student_id
)
SELECT student_id, days::int AS days FROM one UNION ALL SELECT student_id, days::int FROM two;

ANALYZE judging_enrolled;

CREATE TEMP TABLE judging_last_school AS
SELECT DISTINCT ON (s.student_id) s.student_id, s.school_id, s.grade,
       bool_or(s.last = %(as_of)s OR s.last IS NULL) OVER (PARTITION BY s.student_id) AS is_enrolled
FROM judging_span s
JOIN students_school k ON k.id = s.school_id
ORDER BY s.student_id, s.entry_date DESC, s.last DESC, k.sis_id COLLATE "C" DESC;

ANALYZE judging_last_school;

CREATE TEMP TABLE judging_tally AS
SELECT d.student_id,
       count(*) FILTER (WHERE outcome = ANY(%(outcomes_missed)s)) AS absent,
       count(*) FILTER (WHERE outcome = %(outcome_absent)s AND excuse = %(excuse_excused)s) AS excused,
       count(*) FILTER (WHERE outcome = %(outcome_absent)s AND excuse = %(excuse_unexcused)s) AS unexcused,
       count(*) FILTER (WHERE outcome = %(outcome_absent)s AND excuse = %(excuse_unverified)s) AS unverified,
       -- Nobody cleared them in their time (S8).
       count(*) FILTER (WHERE %(chronic_uncleared)s AND outcome = %(outcome_absent)s
                          AND excuse = %(excuse_unverified)s AND countable_on <= %(as_of)s) AS uncleared,
       count(*) FILTER (WHERE outcome = %(outcome_absent)s AND excuse = %(excuse_mixed)s) AS mixed,
       count(*) FILTER (WHERE outcome = %(outcome_suspended_out)s) AS oss,
       count(*) FILTER (WHERE outcome = %(outcome_suspended_in)s) AS iss,
       count(*) FILTER (WHERE outcome = %(outcome_study_incomplete)s) AS incomplete,
       count(*) FILTER (WHERE is_tardy) AS tardy,
       count(*) FILTER (WHERE outcome = %(outcome_not_taken)s) AS not_taken,
       coalesce(sum(occasions) FILTER (WHERE countable_on <= %(as_of)s), 0) AS counted,
       coalesce(sum(occasions) FILTER (WHERE countable_on IS NULL OR countable_on > %(as_of)s), 0)
         AS pending
FROM judging_resolved d
WHERE d.date BETWEEN %(start)s AND %(as_of)s
GROUP BY d.student_id;

ANALYZE judging_tally;

-- Enrolled school days without a row on which no school of the student took attendance (S2).
CREATE TEMP TABLE judging_unknown AS
SELECT s.student_id, count(DISTINCT n.date) AS days
FROM judging_not_taken n
JOIN judging_span s ON s.school_id = n.school_id AND n.date BETWEEN s.first AND s.last
JOIN students_schoolday d ON d.school_id = n.school_id AND d.date = n.date AND d.is_school_day
WHERE n.period = ''
  AND NOT EXISTS (SELECT FROM judging_resolved o WHERE o.student_id = s.student_id AND o.date = n.date)
  AND (s.student_id NOT IN (SELECT student_id FROM judging_twice) OR NOT EXISTS (
    SELECT FROM judging_span t
    JOIN students_schoolday x ON x.school_id = t.school_id AND x.date = n.date AND x.is_school_day
    WHERE t.student_id = s.student_id AND n.date BETWEEN t.first AND t.last
      AND NOT EXISTS (SELECT FROM judging_not_taken m
                      WHERE m.school_id = t.school_id AND m.date = n.date AND m.period = '')))
GROUP BY s.student_id;

ANALYZE judging_unknown;

-- What each pattern comes to for a child of any age at any school (C4).
CREATE TEMP TABLE judging_weighed AS
WITH said AS (
  SELECT pattern, outcome, excuse, gap, passing, has_open, has_unverified, has_unexcused, no_bell, is_tardy
  FROM judging_meaning
  UNION ALL
  SELECT pattern, outcome, excuse, gap, passing, has_open, has_unverified, has_unexcused, no_bell, is_tardy
  FROM judging_base
), counted AS (
  SELECT *,
         CASE WHEN outcome = %(outcome_absent)s AND excuse <> %(excuse_mixed)s
                THEN (excuse = %(excuse_unexcused)s OR %(uncleared)s AND excuse = %(excuse_unverified)s)::int
              WHEN outcome IN (%(outcome_absent)s, %(outcome_partial)s, %(outcome_tardy)s) AND passing > 0
                THEN CASE WHEN %(by_incident)s THEN passing ELSE 1 END
              ELSE 0 END AS raw
  FROM said
)
SELECT pattern, outcome, excuse, gap::smallint AS gap_minutes, raw::smallint AS raw,
       raw > 0 OR outcome IN (%(outcome_tardy)s, %(outcome_partial)s)
                  AND (coalesce(gap > %(second)s, false) OR %(second)s = 0 AND has_open AND gap IS NULL) AS live,
       outcome = ANY(%(outcomes_missed)s) OR outcome = %(outcome_not_taken)s AS unseen,
       CASE WHEN outcome = %(outcome_not_taken)s THEN %(why_not_taken)s
            WHEN outcome IN (%(outcome_suspended_out)s, %(outcome_suspended_in)s) THEN %(why_suspension)s
            WHEN outcome IN (%(outcome_study_complete)s, %(outcome_study_incomplete)s) THEN %(why_study)s
            WHEN outcome = %(outcome_attended)s THEN %(why_attended)s
            WHEN raw > 0 AND outcome = %(outcome_absent)s AND excuse <> %(excuse_mixed)s THEN %(why_full_day)s
            WHEN raw > 0 THEN %(why_gap)s
            WHEN outcome = %(outcome_absent)s AND excuse <> %(excuse_mixed)s THEN excuse
            WHEN NOT has_open AND has_unverified THEN %(why_unverified)s
            WHEN NOT has_open AND has_unexcused THEN %(why_attended)s
            WHEN NOT has_open THEN %(why_excused)s
            WHEN gap IS NULL THEN %(why_no_minutes)s
            ELSE %(why_too_short)s END AS why,
       CASE WHEN no_bell THEN %(quality_no_bell)s
            WHEN has_open AND gap IS NULL AND raw = 0
                 AND (outcome IN (%(outcome_partial)s, %(outcome_tardy)s) OR outcome = %(outcome_absent)s AND excuse = %(excuse_mixed)s)
              THEN %(quality_no_minutes)s
            ELSE '' END AS quality,
       is_tardy
FROM counted;

ANALYZE judging_weighed;

-- Students whose age keeps some day of the year from counting (C5).
CREATE TEMP TABLE judging_age AS
SELECT x.* FROM (
  SELECT s.id AS student_id, s.birth_date + %(age_from)s * interval '1 year' AS since,
         s.birth_date + %(age_below)s * interval '1 year' AS until
  FROM judging_child s
  WHERE %(age_filter)s) x
WHERE since IS NULL OR since > %(start)s OR until <= %(as_of)s;

ANALYZE judging_age;

-- Each student-day with its occasions and why (C4 to C6); `live` days have a window.
CREATE TEMP TABLE judging_judged AS
WITH day AS (
  SELECT false AS long_way, r.student_id, r.date, r.school_id, w.*
  FROM judging_read r
  JOIN (SELECT p.reading, p.marks, w.* FROM judging_pattern p JOIN judging_weighed w USING (pattern)
        OFFSET 0) w
    ON w.reading = r.reading AND w.marks = r.marks
  WHERE r.student_id NOT IN (SELECT student_id FROM judging_two_schools)
  UNION ALL
  SELECT true, b.student_id, b.date, b.school_id, NULL, NULL, w.*
  FROM judging_base b JOIN judging_weighed w ON w.pattern = b.pattern
), barred AS (
  SELECT d.*, CASE WHEN a.student_id IS NOT NULL AND a.since IS NULL THEN %(why_no_birth_date)s
                   WHEN d.date < a.since OR d.date >= a.until THEN %(why_age)s
                   WHEN k.is_barred THEN %(why_charter)s END AS bar
  FROM day d
  JOIN judging_school k ON k.school_id = d.school_id
  LEFT JOIN judging_age a ON a.student_id = d.student_id
)
SELECT long_way, student_id, date, school_id, outcome, excuse, gap_minutes,
       CASE WHEN bar IS NULL THEN raw ELSE 0 END::smallint AS occasions,
       live AND bar IS NULL AS live, unseen,
       CASE WHEN raw > 0 AND bar IS NOT NULL THEN bar ELSE why END AS why, quality, is_tardy
FROM barred;

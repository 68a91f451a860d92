-- Reports as the statute calls for them, those that stand, and the steps that followed.

-- Days that count, or that found a later report, of students with enough of them (S3, S4).
CREATE TEMP TABLE judging_event AS
SELECT d.student_id, d.date, d.countable_on, d.occasions,
       d.occasions > 0 AND (d.outcome = %(outcome_absent)s OR %(second)s <= %(minutes)s)
       OR d.outcome IN (%(outcome_tardy)s, %(outcome_partial)s) AND (coalesce(d.gap_minutes > %(second)s, false)
              OR %(second)s = 0 AND d.why = %(why_no_minutes)s)
         AS founds
FROM judging_resolved d
JOIN judging_tally t ON t.student_id = d.student_id AND t.counted >= %(occasions)s
WHERE d.date BETWEEN %(start)s AND %(as_of)s AND d.countable_on <= %(as_of)s;

CREATE INDEX ON judging_event (student_id, date);
ANALYZE judging_event;

CREATE TEMP TABLE judging_first AS
SELECT student_id, min(countable_on) AS truant_on
FROM (SELECT student_id, countable_on,
             sum(occasions) OVER (PARTITION BY student_id ORDER BY countable_on) AS so_far
      FROM judging_event) x
WHERE so_far >= %(occasions)s GROUP BY student_id;

ANALYZE judging_first;

-- Each report as if it were filed on the day it falls due; the next needs a later day (S4).
CREATE TEMP TABLE judging_due AS
WITH RECURSIVE report AS (
  SELECT student_id, 1 AS number, truant_on AS filed_on FROM judging_first
  UNION ALL
  SELECT r.student_id, r.number + 1, n.filed_on
  FROM report r
  CROSS JOIN LATERAL (
    SELECT min(e.countable_on) AS filed_on FROM judging_event e
    WHERE e.student_id = r.student_id AND e.date > r.filed_on AND e.founds) n
  WHERE n.filed_on IS NOT NULL
)
SELECT student_id, max(number) AS reports FROM report GROUP BY student_id;

ANALYZE judging_due;

-- Reports that stand, in the order of their filing (S5).
CREATE TEMP TABLE judging_filed AS
SELECT r.student_id, count(*) AS reports, min(r.filed_at) AS first_at,
       (array_agg(r.has_time ORDER BY r.filed_at, r.has_time))[1] AS first_has_time
FROM judging_report r
WHERE r.school_year = %(school_year)s AND r.is_countable
  AND (r.filed_at AT TIME ZONE %(zone)s)::date <= %(known_by)s
  AND {{attendance/stands r.id}}
GROUP BY r.student_id;

ANALYZE judging_filed;

-- What other apps did that the law asks for (S6, S8). History without a time counts on its day.
CREATE TEMP TABLE judging_step AS
SELECT p.student_id,
       -- A conference that was held was tried.
       bool_or(p.kind IN (%(step_effort_48262)s, %(step_conference)s) AND CASE WHEN p.has_time AND f.first_has_time
                 THEN p.happened_at > f.first_at
                 ELSE (p.happened_at AT TIME ZONE %(zone)s)::date
                      >= (f.first_at AT TIME ZONE %(zone)s)::date END) AS effort,
       bool_or(p.kind = %(step_notice_48260_5)s) AS notice,
       bool_or(p.kind = %(step_referral_48263)s) AS referral,
       bool_or(p.kind = %(step_step_48291)s) AS finding
FROM attendance_processstep p
JOIN judging_filed f ON f.student_id = p.student_id
WHERE p.school_year = %(school_year)s AND p.withdrawn_at IS NULL
  AND (p.happened_at AT TIME ZONE %(zone)s)::date <= %(known_by)s
GROUP BY p.student_id;

ANALYZE judging_step;

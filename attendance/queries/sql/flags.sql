-- Reports that their days do not carry any more, with the reasons: judging_flag (R5). Those of these
-- students, or everybody's, by the day outcomes that are stored; also of those withdrawn, as nobody
-- upholds one without having read it.
CREATE TEMP TABLE judging_flag AS
WITH filed AS (
  SELECT r.id, r.student_id, r.source, r.source_key, r.listed_dates, r.filed_at,
         (r.filed_at AT TIME ZONE %(zone)s)::date AS filed_on,
         {{attendance/stands r.id}} AS stands
  FROM attendance_truancyreport r
  WHERE r.school_year = %(school_year)s AND r.is_countable
    AND (%(students)s::bigint[] IS NULL OR r.student_id = ANY(%(students)s::bigint[]))
), placed AS (
  SELECT f.*, max(f.filed_on) FILTER (WHERE f.stands) OVER w AS earlier_on,
         -- Filed as a later one: some report stood before it on the day of its filing.
         EXISTS (
           SELECT FROM attendance_truancyreport q
           WHERE q.student_id = f.student_id AND q.school_year = %(school_year)s
             AND q.is_countable AND (q.filed_at, q.listed_dates, q.source_key)
                 < (f.filed_at, f.listed_dates, f.source_key)
             AND (SELECT d.verdict FROM attendance_reportdecision d
                  WHERE d.report_id = q.id AND d.decided_at <= f.filed_at
                  ORDER BY d.decided_at DESC, d.id DESC LIMIT 1)
                 IS DISTINCT FROM %(verdict_withdrawn)s) AS was_later
  FROM filed f
  WINDOW w AS (PARTITION BY f.student_id ORDER BY f.filed_at, f.listed_dates, f.source_key
               ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
), carried AS (
  SELECT p.id, p.was_later AND p.earlier_on IS NULL AS lacks_earlier, gone.days,
         CASE WHEN p.earlier_on IS NULL THEN support.occasions >= %(occasions)s
              ELSE support.founds END AS is_carried
  FROM placed p
  CROSS JOIN LATERAL (
    SELECT coalesce(array_agg(listed.day::text ORDER BY listed.day), '{}') AS days
    FROM (SELECT DISTINCT unnest(p.listed_dates) AS day) listed
    LEFT JOIN attendance_dayoutcome o
      ON o.student_id = p.student_id AND o.date = listed.day AND o.countable_on <= %(as_of)s
    WHERE NOT coalesce(
        o.occasions > 0 OR p.was_later AND o.outcome IN (%(outcome_tardy)s, %(outcome_partial)s)
                           AND (o.gap_minutes > %(second)s OR %(second)s = 0
                                AND o.why = %(why_no_minutes)s), false)
      -- What another system counted is called into question only by what was changed since.
      AND (p.source <> %(source_history)s OR EXISTS (
             SELECT FROM attendance_markchange m
             WHERE m.student_id = p.student_id AND m.date = listed.day))) gone
  CROSS JOIN LATERAL (
    SELECT coalesce(sum(o.occasions), 0) AS occasions,
           coalesce(bool_or(o.date > p.earlier_on AND (
             o.occasions > 0 AND (o.outcome = %(outcome_absent)s OR %(second)s <= %(minutes)s)
             OR o.outcome IN (%(outcome_tardy)s, %(outcome_partial)s)
                AND (coalesce(o.gap_minutes > %(second)s, false)
              OR %(second)s = 0 AND o.why = %(why_no_minutes)s))), false) AS founds
    FROM attendance_dayoutcome o
    WHERE o.student_id = p.student_id AND o.date BETWEEN %(start)s AND p.filed_on
      AND o.countable_on <= %(as_of)s) support
)
SELECT id AS report_id,
       CASE WHEN lacks_earlier THEN ARRAY[%(reason_earlier)s::text] ELSE '{}' END || days AS reasons
FROM carried
WHERE lacks_earlier OR days <> '{}' AND NOT is_carried;

-- How many reports are due at each school, the most first: those that due_reports.sql lists, counted
-- without what each lists. A test holds the two together.
WITH due AS (
  SELECT t.student_id, t.school_id, t.reports_due
  FROM attendance_standing t
  WHERE t.school_year = %(school_year)s AND t.reports_due > 0
    AND {{students/reached t.student_id}}
), filed AS (
  SELECT r.student_id,
         count(*) FILTER (WHERE r.is_countable AND NOT x.withdrawn) AS standing,
         (max(r.filed_at) FILTER (WHERE r.is_countable AND NOT x.withdrawn)
           AT TIME ZONE %(zone)s)::date AS last_on
  FROM due
  JOIN attendance_truancyreport r
    ON r.student_id = due.student_id AND r.school_year = %(school_year)s
   AND (r.filed_at AT TIME ZONE %(zone)s)::date <= %(as_of)s
  CROSS JOIN LATERAL (
    SELECT NOT {{attendance/stands r.id}} AS withdrawn) x
  GROUP BY r.student_id
), listed AS (
  SELECT d.student_id, sum(d.occasions) AS occasions, bool_or(x.founds) AS founds
  FROM due
  LEFT JOIN filed f ON f.student_id = due.student_id
  JOIN attendance_dayoutcome d ON d.student_id = due.student_id
  CROSS JOIN LATERAL (
    SELECT d.occasions > 0 AND (d.outcome = %(outcome_absent)s OR %(second)s <= %(minutes)s)
           OR d.outcome IN (%(outcome_tardy)s, %(outcome_partial)s)
              AND (coalesce(d.gap_minutes > %(second)s, false)
              OR %(second)s = 0 AND d.why = %(why_no_minutes)s) AS founds) x
  WHERE due.reports_due > coalesce(f.standing, 0)
    AND d.date BETWEEN %(start)s AND %(as_of)s AND d.countable_on <= %(as_of)s
    AND (d.occasions > 0 OR x.founds AND f.last_on IS NOT NULL)
    AND (f.last_on IS NULL OR d.date > f.last_on)
  GROUP BY d.student_id
)
SELECT k.id AS school_id, k.name AS school, count(*) AS reports
FROM listed l
JOIN due ON due.student_id = l.student_id
JOIN students_school k ON k.id = due.school_id
LEFT JOIN filed f ON f.student_id = l.student_id
WHERE CASE WHEN coalesce(f.standing, 0) = 0 THEN l.occasions >= %(occasions)s ELSE l.founds END
GROUP BY k.id
ORDER BY reports DESC, k.name_order, k.id

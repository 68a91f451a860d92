-- Students a report is due for, each with the days it lists: those counted by the as-of day that no
-- report that stands lists yet, which are all of them for the first report and those after the
-- last filing for a later one (S4).
WITH due AS (
  SELECT t.student_id, t.school_id, t.grade, t.is_enrolled, t.reports_due, t.pending_days,
         -- A last day of which the school has sent nothing is none attended.
         t.days_absent + t.not_taken_days + (
           EXISTS (SELECT FROM students_schoolday y
                   WHERE y.school_id = t.school_id AND y.date = t.as_of AND y.is_school_day)
           AND NOT attendance_has_come_in(t.school_id, t.as_of)
           AND NOT EXISTS (SELECT FROM attendance_dayoutcome n
                           WHERE n.student_id = t.student_id AND n.date = t.as_of)
           AND NOT EXISTS (SELECT FROM attendance_submission b
                           WHERE b.school_id = t.school_id AND b.date = t.as_of
                             AND NOT b.taken AND b.period = '' AND b.section = '')
         )::int < t.days_enrolled AS ever_attended
  FROM attendance_standing t
  WHERE t.school_year = %(school_year)s AND t.reports_due > 0
    AND (%(students)s::bigint[] IS NULL OR t.student_id = ANY(%(students)s::bigint[]))
    AND (%(school)s::bigint IS NULL OR t.school_id = %(school)s)
    AND {{students/reached t.student_id}}
), filed AS (
  SELECT r.student_id, count(*) AS made,
         count(*) FILTER (WHERE r.is_countable AND NOT x.withdrawn) AS standing,
         (max(r.filed_at) FILTER (WHERE r.is_countable AND NOT x.withdrawn)
           AT TIME ZONE %(zone)s)::date AS last_on,
         bool_or(NOT r.is_countable AND NOT x.withdrawn) AS has_unknown,
         bool_or(r.id IN (SELECT w.report_id FROM attendance_waiting w)) AS waits
  FROM due
  JOIN attendance_truancyreport r
    ON r.student_id = due.student_id AND r.school_year = %(school_year)s
   AND (r.filed_at AT TIME ZONE %(zone)s)::date <= %(as_of)s
  CROSS JOIN LATERAL (
    SELECT NOT {{attendance/stands r.id}} AS withdrawn) x
  GROUP BY r.student_id
), listed AS (
  SELECT d.student_id, sum(d.occasions) AS occasions, bool_or(x.founds) AS founds,
         json_agg(json_build_object(
           'date', d.date, 'outcome', d.outcome, 'minutes', d.gap_minutes,
           'not_taken', EXISTS (
             SELECT FROM attendance_submission s
             WHERE s.school_id = d.school_id AND s.date = d.date AND NOT s.taken
               AND s.section = ''),
           'changed', EXISTS (
             SELECT FROM attendance_markchange m
             WHERE m.student_id = d.student_id AND m.date = d.date),
           'is_used', EXISTS (
             SELECT FROM attendance_truancyreport u
             WHERE u.student_id = d.student_id AND u.school_year = %(school_year)s
               AND u.is_countable AND d.date = ANY(u.listed_dates)
               AND {{attendance/stands u.id}})) ORDER BY d.date) AS days
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
SELECT s.id AS student_id, s.sis_id, s.first_name, s.last_name,
       due.school_id, k.name AS school, due.grade, due.is_enrolled, due.pending_days,
       due.ever_attended, coalesce(f.made, 0) AS made, coalesce(f.standing, 0) + 1 AS number,
       coalesce(f.has_unknown, false) AS has_unknown, coalesce(f.waits, false) AS waits, l.days,
       EXISTS (SELECT FROM attendance_judgementdue j
               WHERE j.student_id = s.id AND j.school_year = %(school_year)s) AS is_moving
FROM listed l
JOIN due ON due.student_id = l.student_id
JOIN students_student s ON s.id = l.student_id
JOIN students_school k ON k.id = due.school_id
LEFT JOIN filed f ON f.student_id = l.student_id
WHERE CASE WHEN coalesce(f.standing, 0) = 0 THEN l.occasions >= %(occasions)s ELSE l.founds END
ORDER BY k.name_order, k.id, s.name_order, s.id

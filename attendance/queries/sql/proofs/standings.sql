-- Stored standings of a school year that differ from those judged anew.
SELECT coalesce(n.student_id, o.student_id)
FROM judging_standing n
FULL JOIN (SELECT * FROM attendance_standing WHERE school_year = %(year)s) o
  ON o.student_id = n.student_id
WHERE coalesce(n.student_id, o.student_id) <> ALL(%(skip)s::bigint[])
  AND (n.status, n.counted_days, n.pending_days, n.days_enrolled, n.days_absent,
       n.reports_due, n.reports_filed, n.band, n.tier, n.chronic_absentee,
       n.chronic_truant, n.first_truant_on, n.school_id)
      IS DISTINCT FROM
      (o.status, o.counted_days, o.pending_days, o.days_enrolled, o.days_absent,
       o.reports_due, o.reports_filed, o.band, o.tier, o.chronic_absentee,
       o.chronic_truant, o.first_truant_on, o.school_id)

-- Stored day outcomes of a school year that differ from those judged anew.
SELECT coalesce(n.student_id, o.student_id), coalesce(n.date, o.date)
FROM judging_copy n
FULL JOIN (SELECT * FROM attendance_dayoutcome
           WHERE date >= make_date(%(year)s, 7, 1)
             AND date < make_date(%(year)s + 1, 7, 1)) o
  ON o.student_id = n.student_id AND o.date = n.date
WHERE coalesce(n.student_id, o.student_id) <> ALL(%(skip)s::bigint[])
  AND (n.outcome, n.excuse, n.gap_minutes, n.occasions, n.why, n.countable_on,
       n.pending_until, n.school_id, n.is_tardy)
      IS DISTINCT FROM
      (o.outcome, o.excuse, o.gap_minutes, o.occasions, o.why, o.countable_on,
       o.pending_until, o.school_id, o.is_tardy)

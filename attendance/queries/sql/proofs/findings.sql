-- Stored findings of a school year that differ from those judged anew.
SELECT coalesce(n.student_id, o.student_id), coalesce(n.test, o.test)
FROM judging_finding n
FULL JOIN (SELECT * FROM attendance_finding WHERE school_year = %(year)s) o
  ON o.student_id = n.student_id AND o.test = n.test AND o.period = n.period
WHERE coalesce(n.student_id, o.student_id) <> ALL(%(skip)s::bigint[])
  AND (n.verdict, n.numbers, n.citation)
      IS DISTINCT FROM (o.verdict, o.numbers, o.citation)

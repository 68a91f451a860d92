-- Students absent for so many school days in a row without a reason known, up to now: find them.
-- `lately` reads the last days of the whole district; only of those is the year read.
WITH lately AS (
  SELECT o.student_id
  FROM attendance_dayoutcome o
  WHERE o.date > %(as_of)s::date - 14 AND o.date <= %(as_of)s
    AND o.outcome = %(outcome_absent)s
   AND o.excuse IN (%(excuse_unexcused)s, %(excuse_unverified)s)
  GROUP BY o.student_id
  HAVING max(o.date) > %(as_of)s::date - 7
), chosen AS (
  SELECT l.student_id, t.school_id, n.dates
  FROM lately l
  JOIN attendance_standing t
    ON t.student_id = l.student_id AND t.school_year = %(school_year)s AND t.is_enrolled
  CROSS JOIN LATERAL attendance_unexplained_now(l.student_id, %(first_day)s, %(as_of)s) n
  WHERE cardinality(n.dates) >= %(unexplained_days)s
)
SELECT c.student_id, c.school_id, false AS is_first,
       jsonb_build_object('as_of', %(as_of)s::date, 'days', to_jsonb(c.dates)) AS evidence,
       c.student_id || ':locate:' || c.dates[1] AS key,
       'Locate the student: ' || cardinality(c.dates) || ' unexplained days in a row' AS title,
       'Absent without a reason known from ' || to_char(c.dates[1], 'FMMon FMDD') || ' to '
         || to_char(c.dates[cardinality(c.dates)], 'FMMon FMDD, YYYY')
         || '. A welfare check comes ahead of any letter.' AS reason,
       %(on)s::date AS day, 0 AS school_days
FROM chosen c

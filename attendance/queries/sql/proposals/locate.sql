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
), missed AS (
  SELECT o.student_id, o.school_id, o.date,
         d.ordinal - row_number() OVER (PARTITION BY o.student_id, o.school_id ORDER BY o.date)
           AS run
  FROM lately l
  JOIN attendance_dayoutcome o ON o.student_id = l.student_id
   AND o.date >= %(first_day)s AND o.date <= %(as_of)s
   AND o.outcome = %(outcome_absent)s
   AND o.excuse IN (%(excuse_unexcused)s, %(excuse_unverified)s)
  JOIN students_schoolday d
    ON d.school_id = o.school_id AND d.date = o.date AND d.is_school_day
), chosen AS (
  SELECT DISTINCT ON (m.student_id) m.student_id, t.school_id, m.dates
  FROM (SELECT student_id, school_id, array_agg(date ORDER BY date) AS dates
        FROM missed GROUP BY student_id, school_id, run
        HAVING count(*) >= %(unexplained_days)s AND max(date) > %(as_of)s::date - 7) m
  JOIN attendance_standing t
    ON t.student_id = m.student_id AND t.school_year = %(school_year)s AND t.is_enrolled
  -- A day that was marked as attended since ends the run, and so does one not missed.
  WHERE NOT EXISTS (
    SELECT FROM students_schoolday d
    WHERE d.school_id = m.school_id AND d.is_school_day
      AND d.date > m.dates[cardinality(m.dates)] AND d.date < %(as_of)s
      AND EXISTS (SELECT FROM attendance_dayoutcome o WHERE o.student_id = m.student_id
                    AND o.date = d.date AND o.outcome <> %(outcome_not_taken)s))
  ORDER BY m.student_id, m.dates[1] DESC
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

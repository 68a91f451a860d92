-- Bring the stored findings to what was judged; only rows that differ.
DELETE FROM attendance_finding o USING judging_stored_finding s
WHERE s.school_year = %(school_year)s
  AND o.student_id = s.student_id AND o.school_year = s.school_year
  AND o.test = s.test AND o.period = s.period
  AND NOT EXISTS (
    SELECT FROM judging_finding n
    WHERE n.student_id = s.student_id AND n.test = s.test AND n.period = s.period
      AND (n.verdict, n.numbers, n.citation) = (s.verdict, s.numbers, s.citation));

INSERT INTO attendance_finding (student_id, school_year, test, period, verdict, numbers, citation)
SELECT n.student_id, n.school_year, n.test, n.period, n.verdict, n.numbers, n.citation
FROM judging_finding n
WHERE NOT EXISTS (
  SELECT FROM attendance_finding o
  WHERE o.student_id = n.student_id AND o.school_year = n.school_year
    AND o.test = n.test AND o.period = n.period);

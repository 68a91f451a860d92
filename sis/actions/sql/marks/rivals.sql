-- Of each key that comes with several codes what its first row says; the last is the mark. None where
-- no row `repeats` another.
CREATE UNLOGGED TABLE staging.import_rivals AS
SELECT DISTINCT ON (s.student_id, s.date, s.school_id, s.period)
       s.student_id, s.date, s.school_id, s.period, s.code_id, s.minutes_missed, s.reason
FROM staging.import_marks s
JOIN (SELECT student_id, date, school_id, period FROM staging.import_marks WHERE %(repeats)s
      GROUP BY student_id, date, school_id, period HAVING count(DISTINCT code_id) > 1) c
  USING (student_id, date, school_id, period)
ORDER BY s.student_id, s.date, s.school_id, s.period, s.line

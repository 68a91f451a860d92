-- Every mark is read. See some_marks.sql. Of two rows of a file about one the policy says which counts:
-- the last is the mark, the first its rival.
CREATE TEMP VIEW judging_mark AS
SELECT m.student_id, m.school_id, m.date, m.period, m.code_id, m.minutes_missed
FROM attendance_mark m
WHERE %(conflict_last)s OR NOT EXISTS (
  SELECT FROM attendance_rivalmark r
  WHERE r.student_id = m.student_id AND r.date = m.date AND r.school_id = m.school_id
    AND r.period = m.period)
UNION ALL
SELECT r.student_id, r.school_id, r.date, r.period, r.code_id, r.minutes_missed
FROM attendance_rivalmark r
JOIN attendance_mark m
  ON m.student_id = r.student_id AND m.date = r.date AND m.school_id = r.school_id
 AND m.period = r.period
WHERE %(conflict_first)s;

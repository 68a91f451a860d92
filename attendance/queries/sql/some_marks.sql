-- The marks of the chosen students, so that each step reads these and not a year of all marks.
CREATE TEMP TABLE judging_some_mark AS
SELECT m.student_id, m.school_id, m.date, m.period,
       CASE WHEN r.id IS NULL THEN m.code_id ELSE r.code_id END AS code_id,
       CASE WHEN r.id IS NULL THEN m.minutes_missed ELSE r.minutes_missed END AS minutes_missed
FROM judging_student chosen
JOIN attendance_mark m ON m.student_id = chosen.student_id
LEFT JOIN attendance_rivalmark r
  ON NOT %(conflict_last)s AND r.student_id = m.student_id AND r.date = m.date
 AND r.school_id = m.school_id AND r.period = m.period
WHERE m.date BETWEEN %(start)s AND %(as_of)s AND (r.id IS NULL OR %(conflict_first)s);

ANALYZE judging_some_mark;

CREATE TEMP VIEW judging_mark AS
SELECT student_id, school_id, date, period, code_id, minutes_missed FROM judging_some_mark;

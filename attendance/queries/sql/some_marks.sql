-- The marks of the chosen students, so that each step reads these and not a year of all marks.
CREATE TEMP TABLE judging_some_mark AS
SELECT m.student_id, m.school_id, m.date, m.period, m.code_id, m.minutes_missed
FROM judging_student chosen
JOIN attendance_mark m ON m.student_id = chosen.student_id
WHERE m.date BETWEEN %(start)s AND %(as_of)s;

ANALYZE judging_some_mark;

CREATE TEMP VIEW judging_mark AS
SELECT student_id, school_id, date, period, code_id, minutes_missed FROM judging_some_mark;

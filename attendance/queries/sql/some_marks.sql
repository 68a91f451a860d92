-- The marks of the chosen students, so that each step reads these and not a year of all marks.
CREATE TEMP TABLE {p}mark AS
SELECT m.student_id, m.school_id, m.date, m.period, m.code_id, m.minutes_missed
FROM {p}student chosen
JOIN attendance_mark m ON m.student_id = chosen.student_id
WHERE m.date BETWEEN %(start)s AND %(as_of)s;

ANALYZE {p}mark;

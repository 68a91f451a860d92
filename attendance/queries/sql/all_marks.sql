-- Every mark is read. See some_marks.sql.
CREATE TEMP VIEW judging_mark AS
SELECT student_id, school_id, date, period, code_id, minutes_missed FROM attendance_mark;

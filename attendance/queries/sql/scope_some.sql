-- Whom the steps judge, as views that they read instead of the tables: the chosen students.
CREATE OR REPLACE TEMP VIEW judging_child AS
SELECT s.id, s.birth_date
FROM students_student s JOIN judging_student chosen ON chosen.student_id = s.id;

CREATE OR REPLACE TEMP VIEW judging_enrollment AS
SELECT e.id, e.student_id, e.school_id, e.grade, e.entry_date, e.exit_date
FROM students_enrollment e JOIN judging_student chosen ON chosen.student_id = e.student_id;

CREATE OR REPLACE TEMP VIEW judging_report AS
SELECT r.id, r.student_id, r.school_year, r.filed_at, r.has_time, r.is_countable
FROM attendance_truancyreport r JOIN judging_student chosen ON chosen.student_id = r.student_id;

CREATE OR REPLACE TEMP VIEW judging_stored_day AS
SELECT d.* FROM attendance_dayoutcome d
JOIN judging_student chosen ON chosen.student_id = d.student_id;

CREATE OR REPLACE TEMP VIEW judging_stored_standing AS
SELECT t.* FROM attendance_standing t
JOIN judging_student chosen ON chosen.student_id = t.student_id;

CREATE OR REPLACE TEMP VIEW judging_stored_finding AS
SELECT f.* FROM attendance_finding f
JOIN judging_student chosen ON chosen.student_id = f.student_id;

-- Whom the steps judge, as views that they read instead of the tables: everybody.
CREATE OR REPLACE TEMP VIEW judging_child AS
SELECT id, birth_date FROM students_student;

CREATE OR REPLACE TEMP VIEW judging_enrollment AS
SELECT id, student_id, school_id, grade, entry_date, exit_date FROM students_enrollment;

CREATE OR REPLACE TEMP VIEW judging_report AS
SELECT id, student_id, school_year, filed_at, has_time, is_countable FROM attendance_truancyreport;

CREATE OR REPLACE TEMP VIEW judging_stored_day AS
SELECT * FROM attendance_dayoutcome;

CREATE OR REPLACE TEMP VIEW judging_stored_standing AS
SELECT * FROM attendance_standing;

CREATE OR REPLACE TEMP VIEW judging_stored_finding AS
SELECT * FROM attendance_finding;

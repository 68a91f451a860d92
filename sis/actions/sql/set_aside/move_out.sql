INSERT INTO sis_setaside (student_id, school_id, date, period, code_id, minutes_missed, reason, why)
SELECT student_id, school_id, date, period, code_id, minutes_missed, reason, why
FROM staging.import_uncovered

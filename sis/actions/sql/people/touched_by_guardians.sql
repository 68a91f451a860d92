INSERT INTO staging.import_touched
SELECT student_id FROM staging.import_ties_diff
UNION
SELECT t.student_id
FROM students_guardianship t
JOIN students_guardian g ON g.id = t.guardian_id
JOIN staging.import_adults_diff d ON d.sis_id = g.sis_id

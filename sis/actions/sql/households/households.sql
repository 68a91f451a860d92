-- Each student's household by its key; null for a student without a home.
CREATE UNLOGGED TABLE staging.import_households AS
SELECT m.student_id, 'h' || md5(min(h.address || ':' || g.sis_id)) AS key
FROM staging.import_moved m
LEFT JOIN staging.import_homes h USING (student_id)
LEFT JOIN students_guardian g ON g.id = h.label
GROUP BY m.student_id

-- Adults of students for whom the file speaks and whom it lacks.
CREATE UNLOGGED TABLE staging.import_left_out AS
SELECT t.id, t.student_id, g.sis_id, g.first_name, g.last_name, t.relation, t.relation_text
FROM students_guardianship t
JOIN staging.import_spoken_for USING (student_id)
JOIN students_guardian g ON g.id = t.guardian_id
WHERE t.is_current
  AND NOT EXISTS (
    SELECT FROM staging.import_guardians_last s
    WHERE s.student_id = t.student_id AND s.sis_id = g.sis_id)

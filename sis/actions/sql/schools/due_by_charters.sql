-- Whoever has a mark at a school that became a charter, or is one no longer.
INSERT INTO staging.import_due
SELECT DISTINCT m.student_id, extract(year FROM m.date - interval '6 months')::smallint
FROM attendance_mark m
JOIN students_school s ON s.id = m.school_id
LEFT JOIN staging.import_charters_before b ON b.id = s.id
WHERE s.is_charter <> (b.id IS NOT NULL)

-- Students on file whose name the file gives otherwise, as they are and as the file has them.
SELECT to_jsonb(t) AS old, to_jsonb(s) || jsonb_build_object('student_id', t.id) AS new
FROM staging.import_students_last s JOIN students_student t USING (sis_id)
WHERE lower(t.first_name) <> lower(s.first_name) OR lower(t.last_name) <> lower(s.last_name)
ORDER BY s.line

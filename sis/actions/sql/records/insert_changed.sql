INSERT INTO students_schoolrecord (student_id, kind, position, data)
SELECT student_id, kind, position, data
FROM staging.import_records_last JOIN staging.import_records_changed USING (student_id)
ORDER BY student_id, position

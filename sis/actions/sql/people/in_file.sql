SELECT sis_id FROM staging.import_students_last WHERE sis_id = ANY(%(ids)s)

DELETE FROM staging.import_guardians WHERE sis_id = ANY(%(ids)s)

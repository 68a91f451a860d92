DELETE FROM staging.import_guardians_last WHERE sis_id = ANY(%(ids)s)

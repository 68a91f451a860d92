-- These rows are not loaded now.
WITH repeats AS (
  DELETE FROM staging.import_students_last WHERE sis_id = ANY(%(ids)s)
)
DELETE FROM staging.import_students WHERE sis_id = ANY(%(ids)s)

INSERT INTO staging.import_due
SELECT student_id, extract(year FROM date - interval '6 months')::smallint
FROM staging.import_set_aside WHERE now IS NULL
UNION
SELECT student_id, extract(year FROM date - interval '6 months')::smallint
FROM staging.import_uncovered

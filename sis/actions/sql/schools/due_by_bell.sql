INSERT INTO staging.import_due
SELECT DISTINCT student_id, extract(year FROM date - interval '6 months')::smallint
FROM attendance_mark
WHERE school_id IN (SELECT school_id FROM staging.import_bell_last)

INSERT INTO students_region (code, name)
SELECT DISTINCT left(region, 40), region FROM staging.import_schools_last
WHERE region <> ''
ON CONFLICT (code) DO NOTHING

INSERT INTO students_household (key)
SELECT DISTINCT key FROM staging.import_households WHERE key IS NOT NULL
ON CONFLICT (key) DO NOTHING

INSERT INTO staging.import_changed_years
SELECT DISTINCT school_id, school_year FROM staging.import_days_diff

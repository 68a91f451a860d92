-- One row per adult: the last of the file.
CREATE UNLOGGED TABLE staging.import_adults_last AS
SELECT DISTINCT ON (sis_id) * FROM staging.import_guardians_last
ORDER BY sis_id, line DESC

-- The days that the manifest says marks.csv covers.
INSERT INTO staging.import_named_days
SELECT school_id, "from", "to"
FROM staging.import_manifest_last
WHERE file = 'marks.csv'

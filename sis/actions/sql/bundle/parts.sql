-- Files that the manifest calls no whole ones, at a school or (null) at all.
SELECT file, school_id FROM staging.import_manifest_last WHERE NOT whole

-- Files that the manifest calls whole ones or parts, at a school or (null) at all.
SELECT file, school_id, whole FROM staging.import_manifest_last WHERE whole IS NOT NULL

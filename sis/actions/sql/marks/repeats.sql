-- Rows of the file, and how many of them are left, one a key.
SELECT (SELECT count(*) FROM staging.import_marks) AS rows,
       (SELECT count(*) FROM staging.import_kept) AS kept

-- The days that the file covers at each school: its first to its last there, and those that a
-- manifest names. Rows that waited for an answer cover none.
CREATE UNLOGGED TABLE staging.import_windows AS
SELECT school_id, min(first) AS first, max(last) AS last
FROM (SELECT school_id, min(date) AS first, max(date) AS last
      FROM staging.import_marks GROUP BY school_id
      UNION ALL
      SELECT school_id, first, last FROM staging.import_named_days) named
GROUP BY school_id
HAVING NOT %(is_partial)s

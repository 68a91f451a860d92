-- Schools for which the file speaks: the manifest says so, or it names enough of those of whom
-- something is on file there. One student of a school is not the school.
CREATE UNLOGGED TABLE staging.import_schools_named AS
SELECT school_id, count(*) AS students, count(*) FILTER (WHERE is_named) AS named,
       %(is_whole)s OR school_id = ANY(%(whole_at)s)
         OR count(*) FILTER (WHERE is_named) * 100 >= %(percent)s * count(*) AS is_whole
FROM staging.import_here
WHERE school_id <> ALL(%(spared)s)
GROUP BY school_id

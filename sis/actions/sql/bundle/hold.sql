INSERT INTO staging.import_held
SELECT %(file)s, unnest(%(students)s::bigint[])

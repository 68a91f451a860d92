-- How much was open, and how much of it ends.
SELECT coalesce(sum(open), 0)::bigint AS open,
       (SELECT count(*) FROM staging.import_left_out) AS ended
FROM staging.import_open

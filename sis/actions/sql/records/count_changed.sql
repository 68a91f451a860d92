SELECT coalesce(sum(created), 0)::bigint AS created, coalesce(sum(closed), 0)::bigint AS closed
FROM staging.import_records_changed

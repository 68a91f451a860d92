SELECT line, old, to_jsonb(d) AS new
FROM staging.import_calendar_diff d
WHERE is_new = %(is_new)s
ORDER BY line LIMIT %(most)s

-- Entries into a school year that nobody plans yet.
DELETE FROM staging.import_enrollments s WHERE entry_date > %(last)s RETURNING to_jsonb(s)

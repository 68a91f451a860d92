-- Days of the calendar that no school year knows yet.
DELETE FROM staging.import_calendar s WHERE date > %(last)s RETURNING to_jsonb(s)

-- Reports that lack what would make them count.
SELECT count(*) FROM staging.import_history_last
WHERE kind = 'report' AND (date IS NULL OR listed_dates = '{}')

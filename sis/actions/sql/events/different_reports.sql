-- Reports on file that list other days than the file says.
SELECT count(*)
FROM staging.import_history_placed h
JOIN attendance_truancyreport r ON r.source_key = left(h.key, 120)
WHERE h.kind = 'report' AND r.listed_dates <> h.listed_dates

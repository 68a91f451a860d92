SELECT count(*) FILTER (WHERE becomes = 'unstored now') AS present_now,
       count(*) FILTER (WHERE becomes = 'aside') AS aside
FROM staging.import_becoming

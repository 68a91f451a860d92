SELECT count(*), (array_agg(line ORDER BY line))[1:3]
FROM staging.import_enrollments WHERE exit_date = entry_date

UPDATE students_population t SET "end" = e."end"
FROM staging.import_left_out e WHERE e.id = t.id

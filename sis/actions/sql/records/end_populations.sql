UPDATE students_population t SET "end" = e."end"
FROM staging.import_ended_populations e WHERE e.id = t.id

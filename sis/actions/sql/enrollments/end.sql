UPDATE students_enrollment t SET exit_date = e.exit_date
FROM staging.import_ended e WHERE e.id = t.id

UPDATE students_guardianship t SET is_current = false, ended_on = %(today)s
FROM staging.import_left_out e WHERE e.id = t.id

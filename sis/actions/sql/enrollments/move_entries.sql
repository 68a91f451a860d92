UPDATE students_enrollment t SET entry_date = m.new_entry
FROM staging.import_moved_entries m WHERE m.id = t.id

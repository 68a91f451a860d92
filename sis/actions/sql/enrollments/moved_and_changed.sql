-- Moved entries on which the merge changed something more.
SELECT count(*)
FROM staging.import_enrollments_diff d
JOIN staging.import_moved_entries m
  ON (m.student_id, m.school_id, m.new_entry) = (d.student_id, d.school_id, d.entry_date)
WHERE NOT d.is_new

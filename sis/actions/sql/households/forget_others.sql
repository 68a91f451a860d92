DELETE FROM staging.import_homes h WHERE NOT EXISTS (
  SELECT FROM staging.import_moved m WHERE m.student_id = h.student_id)

-- Another school, outside this file, says the student was not in attendance: then what this
-- school says decides the day with it, and is stored.
UPDATE staging.import_kept k SET is_stored = true
WHERE NOT k.is_stored AND k.why IS NULL AND EXISTS (
  SELECT FROM attendance_mark m
  JOIN attendance_attendancecode c ON c.id = m.code_id AND c.kind <> %(present)s
  LEFT JOIN staging.import_windows w
    ON w.school_id = m.school_id AND m.date BETWEEN w.first AND w.last
  WHERE m.student_id = k.student_id AND m.date = k.date AND m.school_id <> k.school_id
    AND w.school_id IS NULL)

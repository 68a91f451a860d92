-- Students whose id is not on file, but is one that is on file with more or fewer zeros before it, under
-- which the same name or birth date stands.
SELECT to_jsonb(s), t.id, to_jsonb(t.sis_id)
FROM staging.import_students_last s
JOIN students_student t ON t.id_key = public.id_key(s.sis_id)
WHERE s.sis_id ~ '^[0-9]+$' AND t.sis_id ~ '^[0-9]+$' AND t.sis_id <> s.sis_id
  AND (t.birth_date = s.birth_date
       OR (lower(t.first_name), lower(t.last_name)) = (lower(s.first_name), lower(s.last_name)))
  AND NOT EXISTS (SELECT FROM students_student k WHERE k.sis_id = s.sis_id)
  AND NOT EXISTS (SELECT FROM staging.import_students_last o WHERE o.sis_id = t.sis_id)
ORDER BY s.line

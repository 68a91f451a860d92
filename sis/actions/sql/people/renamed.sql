-- Students on file whose name or birth date the file gives otherwise, as they are and as the file has
-- them, and whether name and birth date are now those of another id.
WITH renamed AS MATERIALIZED (
  SELECT t.id, s.line, s.first_name, s.last_name, s.birth_date,
         to_jsonb(t) AS old, to_jsonb(s) || jsonb_build_object('student_id', t.id) AS new
  FROM staging.import_students_last s JOIN students_student t USING (sis_id)
  WHERE lower(t.first_name) <> lower(s.first_name) OR lower(t.last_name) <> lower(s.last_name)
     OR t.birth_date <> s.birth_date
), namesakes AS (
  SELECT DISTINCT r.id
  FROM renamed r JOIN students_student o
    ON o.birth_date = r.birth_date AND lower(o.first_name) = lower(r.first_name)
   AND lower(o.last_name) = lower(r.last_name)
  WHERE o.id <> r.id
)
SELECT r.old, r.new, n.id IS NOT NULL
FROM renamed r LEFT JOIN namesakes n USING (id)
ORDER BY r.line

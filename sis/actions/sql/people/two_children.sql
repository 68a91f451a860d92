-- Rows of the file whose id comes with two names or two birth dates.
WITH two AS (
  SELECT sis_id FROM staging.import_students
  GROUP BY sis_id
  HAVING count(DISTINCT (lower(first_name), lower(last_name))) > 1
      OR count(DISTINCT birth_date) > 1
)
SELECT to_jsonb(s) FROM staging.import_students s JOIN two USING (sis_id) ORDER BY line

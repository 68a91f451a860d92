-- Neither of them is loaded.
WITH two AS (
  SELECT sis_id FROM staging.import_students
  GROUP BY sis_id
  HAVING count(DISTINCT (lower(first_name), lower(last_name))) > 1
      OR count(DISTINCT birth_date) > 1
), gone AS (
  DELETE FROM staging.import_students s USING two WHERE two.sis_id = s.sis_id
)
DELETE FROM staging.import_students_last s USING two WHERE two.sis_id = s.sis_id

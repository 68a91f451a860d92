-- Rows of adults whose id comes with two people, of whom both names differ.
WITH two AS (
  SELECT sis_id FROM staging.import_guardians
  GROUP BY sis_id
  HAVING min(nullif(lower(first_name), '')) <> max(nullif(lower(first_name), ''))
     AND min(nullif(lower(last_name), '')) <> max(nullif(lower(last_name), ''))
)
SELECT to_jsonb(s) FROM staging.import_guardians s JOIN two USING (sis_id) ORDER BY line

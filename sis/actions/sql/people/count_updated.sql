-- Rows of the file whose adult or tie was changed, save those whose tie is new.
SELECT count(*) FROM staging.import_guardians_last s
WHERE (s.sis_id IN (SELECT sis_id FROM staging.import_adults_diff)
    OR (s.student_id, s.sis_id) IN (SELECT student_id, sis_id FROM staging.import_ties_diff))
  AND (s.student_id, s.sis_id) NOT IN (
    SELECT student_id, sis_id FROM staging.import_ties_diff WHERE is_new)

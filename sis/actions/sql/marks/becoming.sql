-- What becomes of each row of import_kept.
CREATE VIEW staging.import_becoming AS
SELECT k.*, CASE
         WHEN why IS NOT NULL THEN 'aside'
         WHEN NOT is_stored THEN CASE WHEN mark_id IS NULL THEN 'unstored' ELSE 'unstored now' END
         WHEN mark_id IS NULL THEN 'new'
         WHEN (code_id, minutes_missed, reason)
           IS DISTINCT FROM (old_code_id, old_minutes, old_reason) THEN 'changed'
         ELSE 'same' END AS becomes
FROM staging.import_kept k

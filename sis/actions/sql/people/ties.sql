-- What each adult is to each student, by our keys.
CREATE UNLOGGED TABLE staging.import_ties_last AS
SELECT s.*, g.id AS guardian_id, true AS is_current, NULL::date AS ended_on
FROM staging.import_guardians_last s JOIN students_guardian g USING (sis_id)

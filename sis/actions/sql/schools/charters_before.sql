CREATE UNLOGGED TABLE staging.import_charters_before AS
SELECT id FROM students_school WHERE is_charter

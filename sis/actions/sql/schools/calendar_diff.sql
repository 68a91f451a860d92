-- The days that the file names and changes, not the dates that are filled in around them.
CREATE UNLOGGED TABLE staging.import_calendar_diff AS
SELECT c.line, c.school_id, c.date, c.is_school_day, coalesce(c.note, t.note, '') AS note,
       t.school_id IS NULL AS is_new,
       jsonb_build_object('is_school_day', t.is_school_day OR t.is_left_out, 'note', t.note) AS old
FROM staging.import_calendar_last c
LEFT JOIN students_schoolday t ON t.school_id = c.school_id AND t.date = c.date
WHERE t.school_id IS NULL
   OR (t.is_school_day OR t.is_left_out, t.note) IS DISTINCT FROM (c.is_school_day, coalesce(c.note, t.note))

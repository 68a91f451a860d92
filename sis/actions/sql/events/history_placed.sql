-- The day an entry is placed on: its own, else the last day it lists.
CREATE UNLOGGED TABLE staging.import_history_placed AS
SELECT h.*, coalesce(h.date, (SELECT max(d) FROM unnest(h.listed_dates) d)) AS placed,
       'history:' || s.sis_id || ':' || h.kind || ':' || coalesce(h.date::text, '') AS key
FROM staging.import_history_last h JOIN students_student s ON s.id = h.student_id

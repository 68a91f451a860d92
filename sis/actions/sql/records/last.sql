-- The file's rows, each once, in the order of their content.
CREATE UNLOGGED TABLE staging.import_records_last AS
SELECT min(line) AS line, student_id, %(kind)s::text AS kind, data,
       row_number() OVER (PARTITION BY student_id ORDER BY data::text COLLATE "C") AS position
FROM staging.import_records GROUP BY student_id, data

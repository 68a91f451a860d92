-- Students whose records come out differently, with how many rows are new and how many are gone.
-- Records have no key of their own: what is already there, in any place, is unchanged.
CREATE UNLOGGED TABLE staging.import_records_changed AS
SELECT student_id, count(*) FILTER (WHERE t.id IS NULL) AS created,
       count(*) FILTER (WHERE s.line IS NULL) AS closed
FROM staging.import_records_last s
FULL JOIN (SELECT * FROM students_schoolrecord
           WHERE kind = %(kind)s
             AND student_id IN (SELECT student_id FROM staging.import_records_last)) t
  USING (student_id, data)
GROUP BY student_id
HAVING count(*) <> count(t.id) OR count(*) <> count(s.line)

-- Memberships that are not over and that the file lacks, of students for whom it speaks. One that
-- it has with another start ended before that.
CREATE UNLOGGED TABLE staging.import_left_out AS
SELECT t.id, t.student_id, t.kind, t.label, t.start,
       greatest(t.start, least(%(today)s::date - 1,
         (SELECT min(s.start) - 1 FROM staging.import_populations_last s
          WHERE (s.student_id, s.kind, s.label) = (t.student_id, t.kind, t.label)
            AND s.start > t.start))) AS "end",
       t."end" AS old_end
FROM students_population t
JOIN staging.import_spoken_for USING (student_id)
WHERE (t."end" IS NULL OR t."end" >= %(today)s)
  AND (t.start IS NULL OR t.start <= %(today)s)
  AND NOT EXISTS (
    SELECT FROM staging.import_populations_last s
    WHERE (s.student_id, s.kind, s.label) = (t.student_id, t.kind, t.label)
      AND s.start IS NOT DISTINCT FROM t.start)

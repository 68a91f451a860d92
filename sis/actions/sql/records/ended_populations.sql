-- Memberships that are not over and that the file lacks: of students it names, and of those who go
-- to a school of which it names some. One that the file has with another start ended before that.
CREATE UNLOGGED TABLE staging.import_ended_populations AS
WITH named AS (
  SELECT DISTINCT student_id FROM staging.import_populations_last
), here AS (
  SELECT student_id, school_id FROM students_enrollment
  WHERE entry_date <= %(today)s AND (exit_date IS NULL OR exit_date >= %(today)s)
), covered AS (
  SELECT student_id FROM named
  UNION
  SELECT student_id FROM here
  WHERE %(is_placed)s AND school_id IN (SELECT school_id FROM here JOIN named USING (student_id))
)
SELECT t.id, t.student_id, t.kind, t.label, t.start,
       greatest(t.start, least(%(today)s::date - 1,
         (SELECT min(s.start) - 1 FROM staging.import_populations_last s
          WHERE (s.student_id, s.kind, s.label) = (t.student_id, t.kind, t.label)
            AND s.start > t.start))) AS "end",
       t."end" AS old_end
FROM students_population t
JOIN covered USING (student_id)
WHERE (t."end" IS NULL OR t."end" >= %(today)s)
  AND (t.start IS NULL OR t.start <= %(today)s)
  AND NOT EXISTS (
    SELECT FROM staging.import_populations_last s
    WHERE (s.student_id, s.kind, s.label) = (t.student_id, t.kind, t.label)
      AND s.start IS NOT DISTINCT FROM t.start)
  AND NOT EXISTS (
    SELECT FROM staging.import_held h
    WHERE h.file = 'populations.csv' AND h.student_id = t.student_id)
  AND NOT EXISTS (
    SELECT FROM here WHERE here.student_id = t.student_id AND here.school_id = ANY(%(spared)s))

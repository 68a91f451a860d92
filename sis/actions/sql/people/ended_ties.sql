-- Adults of students whom the file lacks: of those it names, and of those who go to a school of
-- which it names some. The schools that a manifest says it is not the whole of are left alone.
CREATE UNLOGGED TABLE staging.import_ended_ties AS
WITH named AS (
  SELECT DISTINCT student_id FROM staging.import_guardians_last
), here AS (
  SELECT student_id, school_id FROM students_enrollment
  WHERE entry_date <= %(today)s AND (exit_date IS NULL OR exit_date >= %(today)s)
), covered AS (
  SELECT student_id FROM named
  UNION
  SELECT student_id FROM here
  WHERE %(is_placed)s AND school_id IN (SELECT school_id FROM here JOIN named USING (student_id))
)
SELECT t.id, t.student_id, g.sis_id, g.first_name, g.last_name, t.relation, t.relation_text
FROM students_guardianship t
JOIN covered USING (student_id)
JOIN students_guardian g ON g.id = t.guardian_id
WHERE t.is_current
  AND NOT EXISTS (
    SELECT FROM staging.import_guardians_last s
    WHERE s.student_id = t.student_id AND s.sis_id = g.sis_id)
  AND NOT EXISTS (
    SELECT FROM staging.import_held h
    WHERE h.file = 'guardians.csv' AND h.student_id = t.student_id)
  AND NOT EXISTS (
    SELECT FROM here WHERE here.student_id = t.student_id AND here.school_id = ANY(%(spared)s))

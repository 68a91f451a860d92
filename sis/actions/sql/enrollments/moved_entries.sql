-- One row on file that the snapshot lacks and one new row, of one student at one school in one
-- school year: the SIS moved the day, nobody enrolled twice. But a day that is moved over marks, or
-- over more school days than a correction does, means out and in again: the days before it stand.
CREATE UNLOGGED TABLE staging.import_moved_entries AS
WITH gone AS (
  SELECT min(t.id) AS id, student_id, school_id,
         extract(year FROM entry_date - interval '6 months') AS year
  FROM students_enrollment t
  WHERE (student_id, school_id) IN (
      SELECT student_id, school_id FROM staging.import_enrollments_last)
    AND NOT EXISTS (
      SELECT FROM staging.import_enrollments_last s
      WHERE (s.student_id, s.school_id, s.entry_date)
          = (t.student_id, t.school_id, t.entry_date))
    AND NOT EXISTS (
      SELECT FROM staging.import_held h
      WHERE h.file = 'enrollments.csv' AND h.student_id = t.student_id)
  GROUP BY 2, 3, 4 HAVING count(*) = 1
), new AS (
  SELECT min(entry_date) AS entry_date, student_id, school_id,
         extract(year FROM entry_date - interval '6 months') AS year
  FROM staging.import_enrollments_last s
  WHERE NOT EXISTS (
      SELECT FROM students_enrollment t
      WHERE (s.student_id, s.school_id, s.entry_date)
          = (t.student_id, t.school_id, t.entry_date))
  GROUP BY 2, 3, 4 HAVING count(*) = 1
)
SELECT gone.id, t.student_id, t.school_id, t.entry_date AS old_entry,
       new.entry_date AS new_entry, t.exit_date
FROM gone JOIN new USING (student_id, school_id, year)
JOIN students_enrollment t ON t.id = gone.id
WHERE (t.exit_date IS NULL OR t.exit_date >= new.entry_date)
  AND NOT EXISTS (
    SELECT FROM attendance_mark m
    WHERE m.student_id = t.student_id AND m.school_id = t.school_id
      AND m.date >= t.entry_date AND m.date < new.entry_date)
  AND (SELECT count(*) FROM students_schoolday d
       WHERE d.school_id = t.school_id AND d.is_school_day AND d.date >= t.entry_date
         AND d.date < least(new.entry_date, %(today)s)) <= %(most_days)s

-- An open enrollment that the snapshot of its school lacks. It ended the day before the student
-- entered another school, or this one again, else yesterday, or with the school year if the
-- snapshot is of a later one. While a row could not be told to be of a student, it may be this one:
-- only who entered another school has left.
CREATE UNLOGGED TABLE staging.import_ended AS
WITH snapshot AS (
  SELECT DISTINCT school_id, extract(year FROM entry_date - interval '6 months')::int AS year
  FROM staging.import_enrollments_last
)
SELECT t.id, t.student_id, t.school_id, t.entry_date, t.exit_date AS old_exit,
       greatest(t.entry_date, least(min(o.entry_date) - 1 + %(gone)s,
         CASE WHEN min(n.year) = min(y.year)
           THEN least(%(today)s::date - 1, make_date(min(y.year) + 1, 6, 30))
           ELSE make_date(min(n.year), 6, 30) END)) AS exit_date
FROM students_enrollment t
CROSS JOIN LATERAL (
  SELECT extract(year FROM t.entry_date - interval '6 months')::int AS year) y
JOIN snapshot n ON n.school_id = t.school_id AND n.year >= y.year
LEFT JOIN LATERAL (
  SELECT min(entry_date) AS entry_date FROM staging.import_enrollments_last s
  WHERE s.student_id = t.student_id AND s.entry_date > t.entry_date AND NOT EXISTS (
      SELECT FROM students_enrollment k
      WHERE (k.student_id, k.school_id, k.entry_date)
          = (s.student_id, s.school_id, s.entry_date))) o ON true
WHERE (t.exit_date IS NULL OR t.exit_date >= %(today)s) AND t.school_id <> ALL(%(spared)s)
  AND (%(is_placed)s OR o.entry_date IS NOT NULL)
  AND NOT EXISTS (
    SELECT FROM staging.import_enrollments_last s
    WHERE (s.student_id, s.school_id, s.entry_date)
        = (t.student_id, t.school_id, t.entry_date))
  AND NOT EXISTS (
    SELECT FROM staging.import_held h
    WHERE h.file = 'enrollments.csv' AND h.student_id = t.student_id)
GROUP BY t.id

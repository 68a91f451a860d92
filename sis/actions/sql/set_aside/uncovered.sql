-- Marks on file whose enrollment or school day went away in this run. Marks newer than `newest`
-- came with the run and were held against both already.
CREATE UNLOGGED TABLE staging.import_uncovered AS
WITH suspects AS (
  SELECT m.id FROM staging.import_enrollment_changes c
  JOIN attendance_mark m
    ON m.student_id = c.student_id AND m.school_id = c.school_id AND m.id <= %(newest)s
  UNION
  SELECT m.id FROM staging.import_changed_years y
  JOIN attendance_mark m
    ON m.school_id = y.school_id AND m.id <= %(newest)s
   AND m.date BETWEEN make_date(y.school_year, 7, 1) AND make_date(y.school_year + 1, 6, 30)
), state AS (
  SELECT m.*, {{sis/uncovered m}} AS why
  FROM suspects JOIN attendance_mark m USING (id)
  LEFT JOIN students_schoolday day ON day.school_id = m.school_id AND day.date = m.date
)
SELECT * FROM state WHERE why IS NOT NULL

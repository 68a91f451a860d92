-- Everybody enrolled in a school year whose calendar changed.
INSERT INTO staging.import_due
SELECT DISTINCT e.student_id, y.school_year
FROM staging.import_changed_years y
JOIN students_enrollment e
  ON e.school_id = y.school_id
 AND e.entry_date <= make_date(y.school_year + 1, 6, 30)
 AND coalesce(e.exit_date, 'infinity') >= make_date(y.school_year, 7, 1)

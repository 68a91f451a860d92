INSERT INTO staging.import_due
SELECT e.student_id, y.school_year
FROM students_enrollment e
JOIN (SELECT DISTINCT school_id, school_year FROM students_schoolday) y
  ON y.school_id = e.school_id
 AND e.entry_date <= make_date(y.school_year + 1, 6, 30)
 AND coalesce(e.exit_date, 'infinity') >= make_date(y.school_year, 7, 1)
WHERE e.student_id = ANY(%(students)s)

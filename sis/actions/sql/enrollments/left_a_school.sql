-- The same for each school.
SELECT c.sis_id, count(*) AS before, count(*) FILTER (WHERE NOT EXISTS (
  SELECT FROM students_enrollment e
  WHERE e.student_id = b.student_id AND e.school_id = b.school_id
    AND (e.exit_date IS NULL OR e.exit_date >= %(today)s))) AS gone
FROM staging.import_open_before b
JOIN students_school c ON c.id = b.school_id
GROUP BY 1 ORDER BY 1

-- Who was enrolled before, and who of them has no open enrollment any more.
SELECT count(*) AS before, count(*) FILTER (WHERE NOT EXISTS (
  SELECT FROM students_enrollment e
  WHERE e.student_id = b.student_id
    AND (e.exit_date IS NULL OR e.exit_date >= %(today)s))) AS gone
FROM (SELECT DISTINCT student_id FROM staging.import_open_before) b

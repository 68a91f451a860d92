-- Taken is what a day without a row is, too: only "not taken", new or mended, matters.
INSERT INTO staging.import_due
SELECT DISTINCT e.student_id, extract(year FROM d.date - interval '6 months')::smallint
FROM (SELECT DISTINCT school_id, date
      FROM staging.import_submissions_diff WHERE NOT (taken AND is_new)) d
JOIN students_enrollment e
  ON e.school_id = d.school_id AND e.entry_date <= d.date
 AND (e.exit_date IS NULL OR e.exit_date >= d.date)

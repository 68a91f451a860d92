-- The days that the coming merge touches, while the old values are still there.
INSERT INTO staging.import_enrollment_changes
SELECT s.student_id, s.school_id, s.entry_date,
       nullif(greatest(coalesce(s.exit_date, 'infinity'),
         CASE WHEN t.id IS NULL THEN s.entry_date
              ELSE coalesce(t.exit_date, 'infinity') END), 'infinity')
FROM staging.import_enrollments_last s
LEFT JOIN students_enrollment t
  ON (t.student_id, t.school_id, t.entry_date) = (s.student_id, s.school_id, s.entry_date)
WHERE t.id IS NULL
   OR (t.exit_date, t.grade) IS DISTINCT FROM (s.exit_date, coalesce(s.grade, t.grade))

-- Marks set aside that an enrollment and a school day cover.
SELECT a.id FROM sis_setaside a
JOIN students_schoolday d
  ON d.school_id = a.school_id AND d.date = a.date AND (d.is_school_day OR d.is_left_out)
WHERE EXISTS (
  SELECT FROM students_enrollment e
  WHERE e.student_id = a.student_id AND e.school_id = a.school_id
    AND a.date >= e.entry_date
    AND (e.exit_date IS NULL OR a.date <= e.exit_date))

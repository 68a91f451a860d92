-- Marks on a day that is no school day, or that no enrollment covers.
SELECT m.id FROM attendance_mark m
LEFT JOIN students_schoolday d ON d.school_id = m.school_id AND d.date = m.date
WHERE NOT coalesce(d.is_school_day OR d.is_left_out, false)
   OR NOT EXISTS (
     SELECT FROM students_enrollment e
     WHERE e.student_id = m.student_id AND e.school_id = m.school_id
       AND m.date >= e.entry_date AND (e.exit_date IS NULL OR m.date <= e.exit_date))

-- Move open cases to the schools of their students as last judged.
UPDATE cases_case c SET school_id = p.school_id
FROM cases_case o
LEFT JOIN (SELECT DISTINCT ON (student_id) student_id, school_id FROM attendance_standing
           WHERE is_enrolled ORDER BY student_id, school_year DESC) p
  ON p.student_id = o.student_id
WHERE o.id = c.id AND o.closed_on IS NULL AND o.school_id IS DISTINCT FROM p.school_id

-- Letters that are not mailed, with the school where the student is enrolled now.
SELECT n.id, t.school_id, was.name AS left_name, now.name AS reached_name
FROM letters_notice n
JOIN attendance_standing t
  ON t.student_id = n.student_id AND t.school_year = %(school_year)s AND t.is_enrolled
JOIN students_school was ON was.id = n.school_id
JOIN students_school now ON now.id = t.school_id
WHERE n.stage = ANY(%(open)s) AND n.school_id <> t.school_id

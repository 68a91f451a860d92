-- Some students as a list shows them, as far as the person may find them.
SELECT s.id AS pk, s.first_name, s.middle_name, s.last_name, s.sis_id,
       coalesce(place.school, '') AS school, coalesce(place.grade, '') AS grade,
       coalesce({state}, '') AS state, coalesce(t.counted_days, 0) AS counted_days
FROM students_student s
LEFT JOIN LATERAL (
  SELECT o.name AS school, e.grade
  FROM students_enrollment e JOIN students_school o ON o.id = e.school_id
  WHERE e.student_id = s.id AND e.entry_date <= %(on)s
  ORDER BY e.entry_date DESC, e.id DESC LIMIT 1) place ON true
LEFT JOIN attendance_standing t
  ON t.student_id = s.id AND t.school_year = %(year)s AND %(reads)s
WHERE s.id = ANY(%(keys)s) AND {reached}

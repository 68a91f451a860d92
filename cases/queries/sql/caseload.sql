-- The student, place, standing and last person reached of each case.
SELECT c.id, s.last_name || ', ' || s.first_name AS name, s.sis_id,
       p.school, coalesce(p.grade, t.grade) AS grade, t.status, t.reports_due, t.reports_filed,
       t.counted_days, t.days_absent, t.days_enrolled, t.tier AS suggested_tier,
       coalesce(nullif(trim(g.first_name || ' ' || g.last_name), ''), r.who) AS reached_who,
       r.how AS reached_how
FROM cases_case c
JOIN students_student s ON s.id = c.student_id
LEFT JOIN attendance_standing t ON t.student_id = c.student_id AND t.school_year = %(year)s
LEFT JOIN LATERAL (
  SELECT k.name AS school, e.grade
  FROM students_enrollment e JOIN students_school k ON k.id = e.school_id
  WHERE e.student_id = c.student_id AND e.entry_date <= %(on)s
    AND (e.exit_date IS NULL OR e.exit_date >= %(on)s)
  ORDER BY e.entry_date DESC, e.id DESC LIMIT 1) p ON true
LEFT JOIN cases_lastreached r ON r.student_id = c.student_id
LEFT JOIN students_guardian g ON g.id = r.guardian_id
WHERE c.id = ANY(%(cases)s)

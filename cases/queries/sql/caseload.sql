-- The student, place, standing and last person reached of each case.
SELECT c.id, s.last_name || ', ' || s.first_name AS name, s.sis_id,
       p.school, coalesce(p.grade, t.grade) AS grade, t.status, t.reports_due, t.reports_filed,
       t.counted_days, t.days_absent, t.days_enrolled, t.tier AS suggested_tier,
       r.who AS reached_who, r.kind AS reached_kind
FROM cases_case c
JOIN students_student s ON s.id = c.student_id
LEFT JOIN attendance_standing t ON t.student_id = c.student_id AND t.school_year = %(year)s
LEFT JOIN LATERAL (
  SELECT k.name AS school, e.grade
  FROM students_enrollment e JOIN students_school k ON k.id = e.school_id
  WHERE e.student_id = c.student_id AND e.entry_date <= %(on)s
    AND (e.exit_date IS NULL OR e.exit_date >= %(on)s)
  ORDER BY e.entry_date DESC, e.id DESC LIMIT 1) p ON true
LEFT JOIN LATERAL (
  SELECT n.kind,
         CASE WHEN n.with_whom = 'student' THEN 'the student'
              WHEN g.id IS NOT NULL THEN trim(g.first_name || ' ' || g.last_name)
              ELSE n.with_name END AS who
  FROM contacts_notestudent a JOIN contacts_note n ON n.id = a.note_id
  LEFT JOIN students_guardian g ON g.id = n.guardian_id
  WHERE c.last_reached_on IS NOT NULL AND a.student_id = c.student_id AND n.reached
    AND NOT EXISTS (SELECT FROM contacts_note m WHERE m.amends_id = n.id)
  ORDER BY n.happened_at DESC, n.id DESC LIMIT 1) r ON true
WHERE c.id = ANY(%(cases)s)

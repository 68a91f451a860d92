-- What a plan of a student begins with: the case that is open and the plan that runs for it, the tier that a
-- person decided or the standing suggests, and the level of the school where the student is enrolled.
SELECT c.id AS "case", p.id AS running, coalesce(c.tier, nullif(t.tier, '')) AS tier, k.level
FROM students_student s
LEFT JOIN cases_case c ON c.student_id = s.id AND c.closed_on IS NULL
LEFT JOIN plans_plan p ON p.case_id = c.id AND p.ended_on IS NULL
LEFT JOIN attendance_standing t ON t.student_id = s.id AND t.school_year = %(school_year)s
LEFT JOIN LATERAL (
  SELECT h.level
  FROM students_enrollment e
  JOIN students_school h ON h.id = e.school_id
  WHERE e.student_id = s.id AND e.entry_date <= %(on)s AND (e.exit_date IS NULL OR e.exit_date >= %(on)s)
  ORDER BY e.entry_date DESC, e.id DESC
  LIMIT 1) k ON true
WHERE s.id = %(student)s

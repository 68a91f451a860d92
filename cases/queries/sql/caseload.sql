-- The student, place, standing and last person reached of each case.
SELECT c.id, s.last_name || ', ' || s.first_name AS name, s.sis_id,
       p.school, coalesce(p.grade, t.grade) AS grade, t.status, t.reports_due, t.reports_filed,
       t.counted_days, t.days_absent, t.days_enrolled, coalesce(t.band, '') AS band,
       coalesce(n.days, 0) AS absent_now, t.tier AS suggested_tier,
       EXISTS (SELECT FROM attendance_waiting w
               JOIN attendance_truancyreport f ON f.id = w.report_id
               WHERE f.student_id = t.student_id AND f.school_year = t.school_year) AS waits,
       coalesce(nullif(trim(g.first_name || ' ' || g.last_name), ''), r.who) AS reached_who,
       r.how AS reached_how
FROM cases_case c
JOIN students_student s ON s.id = c.student_id
LEFT JOIN attendance_standing t ON t.student_id = c.student_id AND t.school_year = %(year)s
LEFT JOIN attendance_absent_among(%(students)s, %(year)s, %(first_day)s) n
  ON n.student = c.student_id
LEFT JOIN LATERAL students_place_on(c.student_id, %(on)s) p ON true
LEFT JOIN cases_lastreached r ON r.student_id = c.student_id
LEFT JOIN students_guardian g ON g.id = r.guardian_id
WHERE c.id = ANY(%(cases)s)

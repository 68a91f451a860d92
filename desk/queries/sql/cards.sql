-- Some students as a list shows them, as far as the person may find them.
SELECT s.id AS pk, s.first_name, s.middle_name, s.last_name, s.sis_id,
       coalesce(place.school, '') AS school, coalesce(place.grade, '') AS grade,
       coalesce(attendance_state(t.status, t.reports_due, t.reports_filed), '') AS state,
       coalesce(t.counted_days, 0) AS counted_days,
       EXISTS (SELECT FROM attendance_waiting w
               JOIN attendance_truancyreport r ON r.id = w.report_id
               WHERE r.student_id = t.student_id AND r.school_year = t.school_year) AS waits,
       coalesce(t.band, '') AS band, coalesce(t.days_absent, 0) AS days_absent,
       coalesce(t.days_enrolled, 0) AS days_enrolled, coalesce(n.days, 0) AS absent_now,
       %(reads_cases)s AS tells_reached, r."on" AS reached_on
FROM students_student s
LEFT JOIN LATERAL students_last_place(s.id, %(on)s) place ON true
LEFT JOIN attendance_standing t
  ON t.student_id = s.id AND t.school_year = %(year)s AND %(reads)s
LEFT JOIN attendance_absent_among(%(keys)s, %(year)s, %(first_day)s) n ON n.student = t.student_id
LEFT JOIN cases_lastreached r ON r.student_id = s.id AND %(reads_cases)s
WHERE s.id = ANY(%(keys)s) AND {{students/reached s.id}}

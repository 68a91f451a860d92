INSERT INTO visits_visitstudent (visit_id, student_id)
SELECT %(first_visit)s + v.nth, v.student_id FROM staging.demo_visit v ORDER BY v.nth

INSERT INTO plans_presence (session_id, student_id, here)
SELECT %(first_session)s + p.session_nth, p.student_id, p.here
FROM staging.demo_presence p
ORDER BY p.session_nth, p.student_id

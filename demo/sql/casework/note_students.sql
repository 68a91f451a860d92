INSERT INTO contacts_notestudent (note_id, student_id, case_id)
SELECT %(first_note)s + n.nth, n.student_id, %(first_case)s + n.case_nth
FROM staging.demo_note n ORDER BY n.nth

INSERT INTO contacts_notestudent (note_id, student_id, case_id)
SELECT %(first_note)s + i.nth, i.student_id, %(first_case)s + i.case_nth
FROM staging.demo_interview i ORDER BY i.nth

-- Visits that are to no student, and whose note is about none of those whom they are for.
SELECT v.id FROM visits_visit v
WHERE NOT EXISTS (SELECT FROM visits_visitstudent a WHERE a.visit_id = v.id)
   OR v.note_id IS NOT NULL AND NOT EXISTS (
     SELECT FROM visits_visitstudent a
     JOIN contacts_notestudent n ON n.student_id = a.student_id AND n.note_id = v.note_id
     WHERE a.visit_id = v.id)

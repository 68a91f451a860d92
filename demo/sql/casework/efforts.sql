INSERT INTO attendance_processstep (student_id, school_year, kind, happened_at, has_time, recorded_at,
                                    evidence_kind, evidence_id, detail)
SELECT s.student_id, %(year)s, 'effort_48262', n.happened_at, true, n.recorded_at, 'note', n.id::text,
       jsonb_build_object('contact', n.kind, 'outcome', n.outcome, 'reached', n.reached)
FROM contacts_note n JOIN contacts_notestudent s ON s.note_id = n.id
WHERE n.purpose = 'conference_48262'
  AND EXISTS (SELECT FROM students_guardianship g
              WHERE g.student_id = s.student_id AND g.guardian_id = n.guardian_id AND g.is_current)
ORDER BY n.id

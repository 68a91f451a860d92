SELECT s.student_id, %(year)s AS school_year, 'effort_48262' AS kind, n.happened_at,
       'note' AS evidence_kind, n.id::text AS evidence_id,
       json_build_object('contact', n.kind, 'outcome', n.outcome, 'reached', n.reached) AS detail
FROM contacts_note n JOIN contacts_notestudent s ON s.note_id = n.id
WHERE (n.purpose = 'conference_48262' AND n.outcome NOT IN ('mailbox_full', 'wrong_number', 'bounced', 'door_no_way_in', 'door_student_alone', 'door_unsafe') OR n.kind = 'conference' AND n.outcome = 'held')
  AND n.with_whom <> 'student'
  AND NOT EXISTS (SELECT FROM contacts_note a WHERE a.amends_id = n.id)
  AND (n.guardian_id IS NULL
    OR EXISTS (SELECT FROM students_guardianship g
               WHERE g.student_id = s.student_id AND g.guardian_id = n.guardian_id AND g.is_current))
ORDER BY n.id

-- Which of these notes are an effort for which student: the rule of
-- `contacts.rules.is_conference_effort`, of a note that no amendment replaced. An adult on file is a
-- parent of this student, and was one when the effort was first written down.
SELECT s.student_id, n.id AS note_id, n.happened_at, n.kind AS contact, n.outcome, n.reached
FROM contacts_note n
JOIN contacts_notestudent s ON s.note_id = n.id
WHERE n.id = ANY(%(notes)s) AND n.with_whom <> %(alone)s
  AND (n.purpose = %(purpose)s AND n.outcome <> ALL(%(missed)s) OR n.kind = %(conference)s AND n.outcome = %(held)s)
  AND NOT (n.kind = %(other)s AND n.with_whom = %(nobody)s)
  AND NOT EXISTS (SELECT FROM contacts_note a WHERE a.amends_id = n.id)
  AND (n.guardian_id IS NULL OR EXISTS (
    SELECT FROM students_guardianship g
    WHERE g.student_id = s.student_id AND g.guardian_id = n.guardian_id
      AND (g.is_current OR EXISTS (
        SELECT FROM attendance_processstep o
        WHERE o.student_id = g.student_id AND o.kind = %(kind)s
          AND o.evidence_kind = %(evidence)s AND o.evidence_id = n.id::text))))

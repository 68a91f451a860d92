-- Conference efforts that no note says, and notes that say one without it.
SELECT coalesce(e.student_id, p.student_id), coalesce(e.evidence_id, p.evidence_id)
FROM (SELECT s.student_id, n.id::text AS evidence_id, n.happened_at
      FROM contacts_note n JOIN contacts_notestudent s ON s.note_id = n.id
      WHERE n.with_whom <> %(alone)s
        AND (n.purpose = %(effort)s AND n.outcome <> ALL(%(missed)s) OR n.kind = %(conference)s AND n.outcome = %(held)s)
        AND NOT (n.kind = %(other)s AND n.with_whom = %(nobody)s)
        AND NOT EXISTS (SELECT FROM contacts_note a WHERE a.amends_id = n.id)
        -- Of an adult on file: for their own children, each that was theirs when it was written
        -- down. Whose they were then is not known later, so a child without it is none missing
        -- while another has it.
        AND (n.guardian_id IS NULL
          OR EXISTS (SELECT FROM students_guardianship g
                     WHERE g.student_id = s.student_id AND g.guardian_id = n.guardian_id)
            AND (EXISTS (SELECT FROM attendance_processstep o
                         WHERE o.student_id = s.student_id AND o.kind = %(step)s
                           AND o.evidence_kind = %(evidence)s AND o.evidence_id = n.id::text)
              OR EXISTS (SELECT FROM students_guardianship g
                         WHERE g.student_id = s.student_id AND g.guardian_id = n.guardian_id
                           AND g.is_current)
                AND NOT EXISTS (SELECT FROM attendance_processstep o
                                WHERE o.kind = %(step)s AND o.evidence_kind = %(evidence)s
                                  AND o.evidence_id = n.id::text)))) e
FULL JOIN (SELECT * FROM attendance_processstep
           WHERE kind = %(step)s AND evidence_kind = %(evidence)s AND withdrawn_at IS NULL) p
  ON p.student_id = e.student_id AND p.evidence_id = e.evidence_id
WHERE e.happened_at IS DISTINCT FROM p.happened_at

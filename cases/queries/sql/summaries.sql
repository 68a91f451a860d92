-- What the summary columns of cases come to. An amended note no longer speaks for itself: its
-- amendment does.
SELECT c.id,
       (SELECT max((n.happened_at AT TIME ZONE %(zone)s)::date)
        FROM contacts_notestudent s JOIN contacts_note n ON n.id = s.note_id
        WHERE s.student_id = c.student_id AND n.reached
          AND NOT EXISTS (SELECT FROM contacts_note a WHERE a.amends_id = n.id)) AS last_reached_on,
       coalesce(t.title, '') AS next_action, t.due_on AS next_due_on, p.school_id
FROM cases_case c
LEFT JOIN LATERAL (SELECT k.title, k.due_on FROM tasks_task k
                   WHERE k.student_id = c.student_id AND c.closed_on IS NULL
                     AND k.state IN ('open', 'snoozed')
                   ORDER BY k.due_on, k.id LIMIT 1) t ON true
-- Where the student was enrolled when last judged, so that the night moves a case with its student.
LEFT JOIN LATERAL (SELECT y.school_id FROM attendance_standing y
                   WHERE y.student_id = c.student_id AND y.is_enrolled
                   ORDER BY y.school_year DESC LIMIT 1) p ON true

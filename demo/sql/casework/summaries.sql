-- As the actions keep them, for all cases at once: what was written just now has no statistics yet, so
-- that a look-up for each case would read everything each time.
WITH reached AS (
  SELECT a.student_id, max((n.happened_at AT TIME ZONE %(zone)s)::date) AS last_on
  FROM contacts_note n JOIN contacts_notestudent a ON a.note_id = n.id
  WHERE n.reached GROUP BY a.student_id
), waiting AS (
  SELECT DISTINCT ON (k.student_id) k.student_id, k.title, k.due_on
  FROM tasks_task k
  WHERE k.state IN ('open', 'snoozed')
  ORDER BY k.student_id, k.due_on, k.id
)
UPDATE cases_case c
SET (last_reached_on, next_action, next_due_on) = (r.last_on, coalesce(w.title, ''), w.due_on)
FROM cases_case o
LEFT JOIN reached r ON r.student_id = o.student_id
LEFT JOIN waiting w ON w.student_id = o.student_id AND o.closed_on IS NULL
WHERE o.id = c.id

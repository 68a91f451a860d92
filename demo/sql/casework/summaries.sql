-- As the actions keep them, for all cases at once: what was written just now has no statistics yet, so
-- that a look-up for each case would read everything each time.
WITH waiting AS (
  SELECT DISTINCT ON (k.student_id) k.student_id, k.title, k.due_on
  FROM tasks_task k
  WHERE k.state IN ('open', 'snoozed')
  ORDER BY k.student_id, k.due_on, k.id
)
UPDATE cases_case c
SET (last_reached_on, next_action, next_due_on) = (r."on", coalesce(w.title, ''), w.due_on)
FROM cases_case o
LEFT JOIN cases_lastreached r ON r.student_id = o.student_id
LEFT JOIN waiting w ON w.student_id = o.student_id AND o.closed_on IS NULL
WHERE o.id = c.id

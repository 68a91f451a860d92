-- Bring the summary columns of these students' cases to what cases_summary says.
UPDATE cases_case c
SET (last_reached_on, next_action, next_due_on, school_id)
  = (x.last_reached_on, x.next_action, x.next_due_on, x.school_id)
FROM cases_summary x
WHERE x.student_id = ANY(%(students)s) AND x.id = c.id
  AND (c.last_reached_on, c.next_action, c.next_due_on, c.school_id)
    IS DISTINCT FROM (x.last_reached_on, x.next_action, x.next_due_on, x.school_id)

-- Give these tasks to whoever has the open case of the student.
UPDATE tasks_task t SET owner_id = c.owner_id
FROM cases_case c
WHERE t.id = ANY(%(tasks)s) AND c.student_id = t.student_id AND c.closed_on IS NULL
  AND c.owner_id IS NOT NULL

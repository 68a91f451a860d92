-- Summaries of cases.
SELECT c.id FROM cases_case c JOIN cases_summary x ON x.id = c.id
WHERE (c.last_reached_on, c.next_action, c.next_due_on)
  IS DISTINCT FROM (x.last_reached_on, x.next_action, x.next_due_on)
   OR c.closed_on IS NULL AND c.school_id IS DISTINCT FROM x.school_id

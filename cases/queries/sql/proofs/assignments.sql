-- Open cases without the assignment of their owner.
SELECT c.id FROM cases_case c
LEFT JOIN cases_caseloadassignment a ON a.case_id = c.id AND a.ends IS NULL
WHERE (c.closed_on IS NULL AND a.counselor_id IS DISTINCT FROM c.owner_id)
   OR (c.closed_on IS NOT NULL AND a.id IS NOT NULL)

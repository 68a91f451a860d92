-- How many open cases a person has, by tier, and what waits in them.
SELECT count(*) AS total,
       count(*) FILTER (WHERE c.tier = %(tier_prevention)s) AS prevention,
       count(*) FILTER (WHERE c.tier = %(tier_early)s) AS early,
       count(*) FILTER (WHERE c.tier = %(tier_intensive)s) AS intensive,
       count(*) FILTER (WHERE c.next_due_on < %(on)s) AS overdue,
       count(*) - count(c.next_due_on) AS idle,
       count(*) FILTER (WHERE coalesce(c.last_reached_on, c.opened_on) < %(since)s) AS unreached
FROM cases_case c
WHERE c.closed_on IS NULL AND c.owner_id = %(user)s AND {{students/reached c.student_id}}

-- How many open cases there are, and what waits in them.
SELECT count(*) AS cases,
       count(*) FILTER (WHERE c.next_due_on < %(on)s) AS overdue,
       count(*) FILTER (WHERE coalesce(c.last_reached_on, c.opened_on) < %(since)s) AS unreached
FROM cases_case c
WHERE c.closed_on IS NULL AND {whose}

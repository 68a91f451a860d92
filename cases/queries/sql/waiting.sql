-- How many open cases there are, by tier, and what waits in them.
SELECT count(*) AS total,
       count(*) FILTER (WHERE c.tier = 'prevention') AS prevention,
       count(*) FILTER (WHERE c.tier = 'early') AS early,
       count(*) FILTER (WHERE c.tier = 'intensive') AS intensive,
       count(*) FILTER (WHERE c.next_due_on < %(on)s) AS overdue,
       count(*) FILTER (WHERE c.next_due_on IS NULL) AS idle,
       count(*) FILTER (WHERE coalesce(c.last_reached_on, c.opened_on) < %(since)s) AS unreached
FROM cases_case c
WHERE c.closed_on IS NULL AND {whose}

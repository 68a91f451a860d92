-- How many open cases there are, and what waits in them; by tier where it is asked for.
SELECT count(*) AS total, {tiers}
       count(*) FILTER (WHERE c.next_due_on < %(on)s) AS overdue,
       count(*) - count(c.next_due_on) AS idle,
       count(*) FILTER (WHERE coalesce(c.last_reached_on, c.opened_on) < %(since)s) AS unreached
FROM cases_case c
WHERE c.closed_on IS NULL AND {whose}

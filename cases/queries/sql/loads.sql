-- Open cases within reach by {key}, in one row: all together, one page of them by name, and how
-- many there are. Days are counted since a person was reached, or since the case was opened. The
-- tasks and letters of a counselor or school are counted for the page alone.
WITH grouped AS MATERIALIZED (
  SELECT c.{key} AS key, count(*) AS cases,
         count(*) FILTER (WHERE c.tier = 'prevention') AS prevention,
         count(*) FILTER (WHERE c.tier = 'early') AS early,
         count(*) FILTER (WHERE c.tier = 'intensive') AS intensive,
         count(*) FILTER (WHERE c.next_due_on < %(on)s) AS cases_overdue,
         count(*) FILTER (WHERE c.next_due_on IS NULL) AS idle,
         count(*) FILTER (WHERE coalesce(c.last_reached_on, c.opened_on) < %(since)s) AS unreached,
         sum(%(on)s::date - coalesce(c.last_reached_on, c.opened_on)) AS days,
         max(%(on)s::date - coalesce(c.last_reached_on, c.opened_on)) AS days_longest
  FROM cases_case c
  WHERE c.closed_on IS NULL AND {reach_case}
  GROUP BY c.{key}
), page AS (
  SELECT coalesce(n.name, '') AS name, g.*
  FROM grouped g LEFT JOIN {names} n ON n.id = g.key
  ORDER BY g.key IS NULL, n.name, g.key
  LIMIT %(most)s OFFSET %(skip)s
)
SELECT (SELECT row_to_json(t) FROM (
          SELECT coalesce(sum(cases), 0) AS cases, coalesce(sum(prevention), 0) AS prevention,
                 coalesce(sum(early), 0) AS early, coalesce(sum(intensive), 0) AS intensive,
                 coalesce(sum(cases_overdue), 0) AS cases_overdue, coalesce(sum(idle), 0) AS idle,
                 coalesce(sum(unreached), 0) AS unreached, coalesce(sum(days), 0) AS days,
                 coalesce(max(days_longest), 0) AS days_longest
          FROM grouped) t),
       (SELECT json_agg(row_to_json(p)) FROM (
          SELECT page.*, owed.letters_due, owed.letters_late,
                 CASE WHEN page.key IS NULL
                 THEN (SELECT count(*) FROM cases_task k WHERE k.{key} IS NULL AND {late})
                 ELSE (SELECT count(*) FROM cases_task k WHERE k.{key} = page.key AND {late})
                 END AS tasks_overdue
          FROM page CROSS JOIN LATERAL ({letters}) owed
          ORDER BY page.key IS NULL, page.name, page.key) p),
       (SELECT count(*) FROM grouped)

-- Open cases within reach by {key}, in one row: how many there are and what waits in them, and one
-- page of them by name, cases without a {key} first: to count for everybody would take longer than
-- the whole page. Days are counted since a person was reached, or since the case was opened.
WITH keys AS MATERIALIZED (
  SELECT NULL::bigint AS key, '' AS name
  WHERE %(skip)s = 0 AND EXISTS (
    SELECT FROM cases_case c WHERE c.{key} IS NULL AND c.closed_on IS NULL AND {reach_case})
  UNION ALL
  (SELECT n.id, n.name FROM {names} n WHERE {has_cases}
   ORDER BY n.name, n.id
   LIMIT %(most)s + 1 OFFSET %(skip)s)
), page AS (
  SELECT k.*, x.*,
         (SELECT count(*) {late} AND {whose_task} IS NULL) AS tasks_overdue
  FROM keys k CROSS JOIN LATERAL (
    SELECT {counts} FROM cases_case c
    WHERE c.{key} IS NULL AND c.closed_on IS NULL AND {reach_case}) x
  WHERE k.key IS NULL
  UNION ALL
  SELECT k.*, x.*, (SELECT count(*) {late} AND {whose_task} = k.key)
  FROM keys k CROSS JOIN LATERAL (
    SELECT {counts} FROM cases_case c
    WHERE c.{key} = k.key AND c.closed_on IS NULL AND {reach_case}) x
  WHERE k.key IS NOT NULL
)
SELECT (SELECT json_agg(row_to_json(p)) FROM (
          SELECT page.*, owed.letters_due, owed.letters_late
          FROM page CROSS JOIN LATERAL ({letters}) owed
          ORDER BY page.key IS NOT NULL, page.name, page.key) p),
       count(*), count(*) FILTER (WHERE c.next_due_on < %(on)s), count(*) - count(c.next_due_on),
       count(*) FILTER (WHERE coalesce(c.last_reached_on, c.opened_on) < %(since)s)
FROM cases_case c
WHERE c.closed_on IS NULL AND {reach_case}

-- Open cases within reach, counted by counselor and by school: totals, one page of each, in one
-- row. Days are counted since a person was reached, or since the case was opened.
WITH pairs AS MATERIALIZED (
  SELECT c.owner_id, c.school_id, count(*) AS cases,
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
  GROUP BY c.owner_id, c.school_id
), late AS MATERIALIZED (
  SELECT k.owner_id, k.school_id, count(*) AS tasks
  FROM cases_task k
  WHERE k.state IN ('open', 'snoozed') AND k.due_on < %(on)s AND k.case_id IS NOT NULL
    AND {reach_task}
  GROUP BY k.owner_id, k.school_id
), counselors AS (
  SELECT u.id AS key, coalesce(u.name, '') AS name, x.*, coalesce(l.tasks, 0) AS tasks_overdue
  FROM (SELECT owner_id, {sums} FROM pairs GROUP BY owner_id) x
  LEFT JOIN accounts_user u ON u.id = x.owner_id
  LEFT JOIN (SELECT owner_id, sum(tasks) AS tasks FROM late GROUP BY owner_id) l
    ON l.owner_id IS NOT DISTINCT FROM x.owner_id
), schools AS (
  SELECT o.id AS key, coalesce(o.name, '') AS name, x.*, coalesce(l.tasks, 0) AS tasks_overdue
  FROM (SELECT school_id, {sums} FROM pairs GROUP BY school_id) x
  LEFT JOIN students_school o ON o.id = x.school_id
  LEFT JOIN (SELECT school_id, sum(tasks) AS tasks FROM late GROUP BY school_id) l
    ON l.school_id IS NOT DISTINCT FROM x.school_id
)
SELECT (SELECT row_to_json(t) FROM (
          SELECT {sums}, (SELECT sum(tasks) FROM late) AS tasks_overdue FROM pairs) t),
       (SELECT json_agg(row_to_json(p)) FROM (
          SELECT * FROM counselors ORDER BY key IS NULL, name, key
          LIMIT %(most)s OFFSET %(skip_counselors)s) p),
       (SELECT json_agg(row_to_json(p)) FROM (
          SELECT * FROM schools ORDER BY key IS NULL, name, key
          LIMIT %(most)s OFFSET %(skip_schools)s) p),
       (SELECT count(*) FROM counselors), (SELECT count(*) FROM schools)

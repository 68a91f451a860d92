-- Open cases within reach by counselor, in one row: how many there are and what waits in them, and
-- one page of them by name, cases without a counselor first: to count for everybody would take
-- longer than the whole page. Days are counted since a person was reached, or since the case was
-- opened. Reached as in all_waiting.sql: by the case's own school, by the ways that there are.
WITH schools AS MATERIALIZED (
  SELECT o.id FROM students_school o
  WHERE o.id = ANY(%(reach_schools)s) OR o.region_id = ANY(%(reach_regions)s)
), within AS NOT MATERIALIZED (
  SELECT c.student_id, c.owner_id, c.tier, c.next_due_on,
         coalesce(c.last_reached_on, c.opened_on) AS last_on
  FROM cases_case c
  WHERE c.closed_on IS NULL
    AND (%(reach_all)s
         OR %(by_school)s AND c.school_id = ANY(ARRAY(SELECT o.id FROM schools o))
         OR %(by_student)s AND c.student_id = ANY(ARRAY(SELECT unnest(%(reach_students)s::bigint[]))))
), keys AS MATERIALIZED (
  SELECT NULL::bigint AS key, '' AS name, '' AS name_order
  WHERE %(skip)s = 0 AND EXISTS (SELECT FROM within c WHERE c.owner_id IS NULL)
  UNION ALL
  (SELECT n.id, n.name, n.name_order FROM accounts_user n
   -- Who of a whole district has a case is looked up in the order of the names until the page is
   -- full; within a region or a school it is quicker to begin at the cases.
   WHERE CASE WHEN %(reach_all)s
              THEN (SELECT true FROM within c WHERE c.owner_id = n.id LIMIT 1)
              ELSE n.id = ANY(ARRAY(SELECT DISTINCT c.owner_id FROM within c)) END
   ORDER BY n.name_order, n.id
   LIMIT %(most)s + 1 OFFSET %(skip)s)
), held AS MATERIALIZED (
  -- The cases of the page. What nobody owns is asked for by itself, since an index finds no OR.
  SELECT c.* FROM within c WHERE c.owner_id = ANY(ARRAY(SELECT k.key FROM keys k))
  UNION ALL
  SELECT c.* FROM within c
  WHERE c.owner_id IS NULL AND (SELECT bool_or(k.key IS NULL) FROM keys k)
), loads AS (
  SELECT c.owner_id, count(*) AS cases,
         count(*) FILTER (WHERE c.tier = %(tier_prevention)s) AS prevention,
         count(*) FILTER (WHERE c.tier = %(tier_early)s) AS early,
         count(*) FILTER (WHERE c.tier = %(tier_intensive)s) AS intensive,
         count(*) - count(c.next_due_on) AS idle,
         count(*) FILTER (WHERE c.last_on < %(since)s) AS unreached,
         sum(%(on)s::date - c.last_on) AS days,
         %(on)s::date - min(c.last_on) AS days_longest
  FROM held c GROUP BY c.owner_id
), late AS (
  -- Tasks of students with an open case: whose they are to do.
  SELECT t.owner_id, count(*) AS tasks FROM (
    SELECT t.owner_id, t.student_id FROM tasks_task t
    WHERE t.state = ANY(%(pending)s) AND t.due_on < %(on)s
      AND t.owner_id = ANY(ARRAY(SELECT k.key FROM keys k))
    UNION ALL
    SELECT t.owner_id, t.student_id FROM tasks_task t
    WHERE t.state = ANY(%(pending)s) AND t.due_on < %(on)s
      AND t.owner_id IS NULL AND (SELECT bool_or(k.key IS NULL) FROM keys k)
  ) t
  -- Most are of the page's own cases. For the others one look into an index each, and not
  -- everybody's cases read to be joined.
  WHERE t.student_id IN (SELECT c.student_id FROM held c)
     OR (SELECT true FROM within c WHERE c.student_id = t.student_id LIMIT 1)
  GROUP BY t.owner_id
), letters AS (
  -- A counselor's letters are those about the students of their open cases.
  SELECT c.owner_id, count(*) FILTER (WHERE n.is_due) AS due, count(*) FILTER (WHERE n.is_late) AS late
  FROM held c
  JOIN (SELECT n.student_id, bool_or(n.stage = %(stage_due)s) AS is_due, bool_or(n.due_by < %(on)s) AS is_late
        FROM letters_notice n WHERE n.stage = ANY(%(letters_open)s)
          AND n.student_id = ANY(ARRAY(SELECT c.student_id FROM held c))
        GROUP BY n.student_id) n ON n.student_id = c.student_id
  WHERE c.owner_id IS NOT NULL
  GROUP BY c.owner_id
), everywhere AS (
  -- A counselor's whole load, of every region and school: the same whoever looks. Over the whole
  -- district it is what was counted.
  SELECT c.owner_id, count(*) AS load FROM cases_case c
  WHERE NOT %(reach_all)s AND c.closed_on IS NULL AND c.owner_id = ANY(ARRAY(SELECT k.key FROM keys k))
  GROUP BY c.owner_id
), page AS (
  SELECT k.key, k.name, k.name_order, l.cases, coalesce(e.load, l.cases) AS load, l.prevention, l.early, l.intensive, l.idle, l.unreached,
         l.days, l.days_longest, coalesce(t.tasks, 0) AS tasks_overdue,
         coalesce(n.due, 0) AS letters_due, coalesce(n.late, 0) AS letters_late
  FROM keys k
  JOIN loads l ON l.owner_id IS NOT DISTINCT FROM k.key
  LEFT JOIN late t ON t.owner_id IS NOT DISTINCT FROM k.key
  LEFT JOIN letters n ON n.owner_id = k.key
  LEFT JOIN everywhere e ON e.owner_id = k.key
)
SELECT count(*) AS cases, count(*) FILTER (WHERE c.next_due_on < %(on)s) AS overdue,
       count(*) - count(c.next_due_on) AS idle,
       count(*) FILTER (WHERE c.last_on < %(since)s) AS unreached,
       (SELECT coalesce(json_agg(to_jsonb(p) - 'name_order'
                                ORDER BY p.key IS NOT NULL, p.name_order, p.key), '[]')
        FROM page p) AS rows
FROM within c

-- Open cases within reach by school, in one row: how many there are and what waits in them, and one
-- page of them by name, cases without a school first. As loads_by_owner.sql, which says why; what
-- differs is whose a task and a letter are.
WITH within AS NOT MATERIALIZED (
  SELECT c.student_id, c.school_id, c.tier, c.next_due_on,
         coalesce(c.last_reached_on, c.opened_on) AS last_on
  FROM cases_case c
  WHERE c.closed_on IS NULL
    AND (%(reach_all)s
         OR %(by_school)s AND c.school_id = ANY(ARRAY(
           SELECT o.id FROM students_school o
           WHERE o.id = ANY(%(reach_schools)s) OR o.region_id = ANY(%(reach_regions)s)))
         OR %(by_student)s AND c.student_id = ANY(ARRAY(SELECT unnest(%(reach_students)s::bigint[]))))
), late AS NOT MATERIALIZED (
  -- Tasks of students with an open case: at the school where the student is now.
  SELECT c.school_id FROM tasks_task t JOIN within c ON c.student_id = t.student_id
  WHERE t.state = ANY(%(pending)s) AND t.due_on < %(on)s
), keys AS MATERIALIZED (
  SELECT NULL::bigint AS key, '' AS name, '' AS name_order
  WHERE %(skip)s = 0 AND EXISTS (SELECT FROM within c WHERE c.school_id IS NULL)
  UNION ALL
  (SELECT n.id, n.name, n.name_order FROM students_school n
   WHERE CASE WHEN %(reach_all)s
              THEN (SELECT true FROM within c WHERE c.school_id = n.id LIMIT 1)
              ELSE n.id = ANY(ARRAY(SELECT DISTINCT c.school_id FROM within c)) END
   ORDER BY n.name_order, n.id
   LIMIT %(most)s + 1 OFFSET %(skip)s)
), page AS (
  SELECT k.key, k.name, k.name_order, held.*,
         (SELECT count(*) FROM late t WHERE t.school_id = k.key)
         + (SELECT count(*) FROM late t WHERE k.key IS NULL AND t.school_id IS NULL)
           AS tasks_overdue,
         letters.*
  FROM keys k
  CROSS JOIN LATERAL (
    SELECT count(*) AS cases,
           count(*) FILTER (WHERE c.tier = %(tier_prevention)s) AS prevention,
           count(*) FILTER (WHERE c.tier = %(tier_early)s) AS early,
           count(*) FILTER (WHERE c.tier = %(tier_intensive)s) AS intensive,
           count(*) - count(c.next_due_on) AS idle,
           count(*) FILTER (WHERE c.last_on < %(since)s) AS unreached,
           sum(%(on)s::date - c.last_on) AS days,
           %(on)s::date - min(c.last_on) AS days_longest
    FROM (SELECT c.* FROM within c WHERE c.school_id = k.key
          UNION ALL
          SELECT c.* FROM within c WHERE k.key IS NULL AND c.school_id IS NULL) c) held
  -- A letter stays with its school when the student leaves the district: nobody there reads it.
  CROSS JOIN LATERAL (
    SELECT count(*) FILTER (WHERE n.stage = %(stage_due)s) AS letters_due,
           count(*) FILTER (WHERE n.due_by < %(on)s) AS letters_late
    FROM letters_notice n
    WHERE n.school_id = k.key AND n.stage = ANY(%(letters_open)s)
      AND {{students/reached n.student_id}}) letters
)
SELECT count(*) AS cases, count(*) FILTER (WHERE c.next_due_on < %(on)s) AS overdue,
       count(*) - count(c.next_due_on) AS idle,
       count(*) FILTER (WHERE c.last_on < %(since)s) AS unreached,
       (SELECT coalesce(json_agg(to_jsonb(p) - 'name_order'
                                ORDER BY p.key IS NOT NULL, p.name_order, p.key), '[]')
        FROM page p) AS rows
FROM within c

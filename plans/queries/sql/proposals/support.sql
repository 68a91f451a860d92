-- Plans that run, of which something was planned for so many days without a word of what became of it.
-- What is done is not named: more people see tasks than may know it.
WITH silent AS (
  SELECT p.id, p.student_id, c.school_id, count(*) AS many, max(u.days) AS days, min(u.since) AS since
  FROM plans_plan p
  JOIN cases_case c ON c.id = p.case_id AND c.closed_on IS NULL
  JOIN plans_strategy s ON s.plan_id = p.id AND s.ended_on IS NULL AND s.weekdays <> '{}'
  CROSS JOIN LATERAL (
    SELECT coalesce(max(d."on"), s.starts_on - 1) AS said
    FROM plans_delivery d WHERE d.strategy_id = s.id AND d.status <> %(taken_back)s) l
  CROSS JOIN LATERAL (
    SELECT count(*) AS days, min(x.date) AS since
    FROM students_schoolday x
    WHERE x.school_id = c.school_id AND x.is_school_day AND x.date > l.said AND x.date < %(on)s
      AND extract(isodow FROM x.date)::integer - 1 = ANY (s.weekdays)) u
  WHERE p.ended_on IS NULL AND u.days >= %(unlogged)s
  GROUP BY p.id, p.student_id, c.school_id
)
SELECT s.student_id, s.school_id, false AS is_first,
       s.student_id || ':unlogged:' || s.id || ':' || s.since AS key,
       'Log what was done of the plan' AS title,
       CASE WHEN s.many = 1 THEN 'Of one thing' ELSE 'Of ' || s.many || ' things' END
         || ' that the plan does nothing was logged on the last ' || s.days
         || CASE WHEN s.days = 1 THEN ' planned day' ELSE ' planned days' END
         || ', since ' || to_char(s.since, 'FMMon FMDD') || '.' AS reason,
       jsonb_build_object('plan', s.id, 'unlogged', s.many) AS evidence,
       %(on)s::date AS day, 0 AS school_days
FROM silent s
WHERE NOT EXISTS (
  SELECT FROM tasks_task t
  WHERE t.student_id = s.student_id AND t.kind = %(task_support)s AND t.state = ANY (%(pending)s)
    AND t.evidence @> jsonb_build_object('plan', s.id))

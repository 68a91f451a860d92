-- Who needs somebody today of one person's children: about whom a task of theirs, or one of their schools
-- that nobody owns, is new, due or late; and of their own open cases those in which nobody was reached.
-- With each child what is known, and the first of its tasks. At most so many children are looked at: who
-- is looked for and who asked for help, then those of whom a task is due longest.
WITH mine AS (
  SELECT k.* FROM tasks_task k
  WHERE k.state = ANY(%(pending)s) AND k.owner_id = %(user)s
  UNION ALL
  SELECT k.* FROM tasks_task k
  WHERE k.state = ANY(%(pending)s) AND k.owner_id IS NULL
    AND k.school_id IN (SELECT o.id FROM students_school o
                        WHERE %(all_schools)s OR o.id = ANY(%(schools)s)
                           OR o.region_id = ANY(%(regions)s))
), placed AS (
  SELECT m.*, CASE WHEN m.due_on < %(on)s THEN 'overdue'
                   WHEN m.made_on >= %(yesterday)s AND m.made_by_id IS NULL AND m.state = %(state_open)s
                   THEN 'fresh'
                   WHEN m.due_on = %(on)s THEN 'now' END AS bucket,
         coalesce(array_position(%(first)s::text[], m.kind::text), %(others)s) AS class
  FROM mine m WHERE {{students/reached m.student_id}}
), turns AS (
  SELECT p.*, row_number() OVER (PARTITION BY p.student_id ORDER BY p.class, p.due_on, p.id) AS turn
  FROM placed p WHERE p.bucket IS NOT NULL
), of_tasks AS (
  SELECT t.student_id, count(*) AS tasks_of, min(t.class) AS class, min(t.due_on) AS due_on,
         bool_or(t.kind = %(kind_locate)s) AS seeks, bool_or(t.kind = %(kind_answer)s) AS asks,
         bool_or(t.bucket = 'fresh') AS is_fresh, bool_or(t.due_on = %(on)s) AS is_due
  FROM turns t GROUP BY t.student_id
), silent AS (
  SELECT c.student_id FROM cases_case c
  WHERE c.closed_on IS NULL AND c.owner_id = %(user)s
    AND coalesce(c.last_reached_on, c.opened_on) < %(since)s AND {{students/reached c.student_id}}
), children AS MATERIALIZED (
  SELECT coalesce(t.student_id, n.student_id) AS student_id, t.class, t.due_on, coalesce(t.tasks_of, 0) AS tasks_of,
         coalesce(t.seeks, false) AS seeks, coalesce(t.asks, false) AS asks,
         coalesce(t.is_fresh, false) AS is_fresh, coalesce(t.is_due, false) AS is_due, count(*) OVER () AS children
  FROM of_tasks t FULL JOIN silent n ON n.student_id = t.student_id
  ORDER BY t.class NULLS LAST, t.due_on, 1
  LIMIT %(most)s
), lines AS (
  SELECT t.student_id,
         json_agg(json_build_object(
           'pk', t.id, 'student_id', t.student_id, 'kind', t.kind, 'title', t.title, 'reason', t.reason,
           'state', t.state, 'due_on', t.due_on, 'undo', t.undo <> '{}', 'school_id', t.school_id,
           'school', coalesce(o.name, ''), 'owner', coalesce(u.name, '')) ORDER BY t.turn) AS tasks
  FROM turns t
  LEFT JOIN students_school o ON o.id = t.school_id
  LEFT JOIN accounts_user u ON u.id = t.owner_id
  WHERE t.turn <= %(each)s AND t.student_id IN (SELECT c.student_id FROM children c)
  GROUP BY t.student_id
)
SELECT c.student_id, s.first_name, s.last_name, s.sis_id, s.name_order, c.children, c.tasks_of, c.due_on,
       c.seeks, c.asks, c.is_fresh, c.is_due, coalesce(l.tasks, '[]') AS tasks,
       coalesce(place.school, '') AS school, coalesce(place.grade, '') AS grade,
       coalesce(n.days, 0) AS absent_now, CASE WHEN y.is_enrolled AND NOT EXISTS (
         SELECT FROM attendance_waiting w JOIN attendance_truancyreport f ON f.id = w.report_id
         WHERE f.student_id = y.student_id AND f.school_year = y.school_year)
       THEN greatest(y.reports_due - y.reports_filed, 0) ELSE 0 END AS reports_owed,
              k.id IS NOT NULL AS has_case, k.opened_on, r."on" AS reached_on, r.how AS reached_how,
       coalesce(nullif(trim(g.first_name || ' ' || g.last_name), ''), r.who, '') AS reached_who,
       (SELECT json_object_agg(b.bucket, b.tasks)
        FROM (SELECT t.bucket, count(*) AS tasks FROM turns t GROUP BY t.bucket) b) AS counts
FROM children c
JOIN students_student s ON s.id = c.student_id
LEFT JOIN lines l ON l.student_id = c.student_id
LEFT JOIN LATERAL students_last_place(c.student_id, %(on)s) place ON true
LEFT JOIN attendance_standing y ON y.student_id = c.student_id AND y.school_year = %(year)s
LEFT JOIN attendance_absent_among(ARRAY(SELECT o.student_id FROM children o), %(year)s, %(first_day)s) n
  ON n.student = c.student_id
LEFT JOIN cases_case k ON k.student_id = c.student_id AND k.closed_on IS NULL
LEFT JOIN cases_lastreached r ON r.student_id = c.student_id
LEFT JOIN students_guardian g ON g.id = r.guardian_id

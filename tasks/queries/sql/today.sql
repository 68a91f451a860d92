-- What waits for one person: their own tasks, and those of their schools that nobody owns, each in
-- one bucket; the first of each bucket, and how many it has.
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
                   WHEN m.due_on = %(on)s THEN 'due' END AS bucket
  FROM mine m WHERE {{students/reached m.student_id}}
), early AS (
  -- Those due on one day with the last that is shown too: only they are put in order by name.
  SELECT p.*, rank() OVER (PARTITION BY p.bucket ORDER BY p.due_on) AS turn,
         count(*) OVER (PARTITION BY p.bucket) AS of
  FROM placed p WHERE p.bucket IS NOT NULL
), first AS (
  SELECT e.*, s.sis_id, s.first_name, s.last_name,
         row_number() OVER (PARTITION BY e.bucket
                            ORDER BY e.due_on, s.name_order, s.id, e.id) AS place
  FROM early e JOIN students_student s ON s.id = e.student_id
  WHERE e.turn <= %(most)s
)
SELECT f.bucket, f.of, f.id AS pk, f.student_id, f.kind, f.title, f.reason, f.state, f.due_on, f.undo <> '{}' AS undo,
       f.school_id, f.sis_id, f.first_name, f.last_name, coalesce(o.name, '') AS school, coalesce(u.name, '') AS owner
FROM first f
LEFT JOIN students_school o ON o.id = f.school_id
LEFT JOIN accounts_user u ON u.id = f.owner_id
WHERE f.place <= %(most)s
ORDER BY f.bucket, f.place

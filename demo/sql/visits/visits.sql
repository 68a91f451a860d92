-- Visits that were made, each with its note, and five of each counselor for today: to confirm where nobody
-- goes alone, confirmed, at a door and late, and two that are planned.
WITH pair AS (
  SELECT h.school_id, h.holder, h.turn, h.turns,
         CASE WHEN h.turns > 1 THEN n.holder ELSE h.administrator END AS other
  FROM staging.demo_holder h
  JOIN staging.demo_holder n ON n.school_id = h.school_id AND n.turn = mod(h.turn + 1, h.turns)
), colleague AS (
  SELECT DISTINCT ON (holder) holder, other FROM pair ORDER BY holder, school_id
), ahead AS (
  SELECT a.number, a.student_id, p.holder, p.other,
         row_number() OVER (PARTITION BY p.holder ORDER BY a.days DESC, a.number) AS turn
  FROM staging.demo_absent a
  JOIN pair p ON p.school_id = a.school_id AND p.turn = mod(a.number, p.turns)
), planned AS (
  SELECT %(today)s::date AS day, a.student_id, a.holder, a.turn, NULL::bigint AS note, a.number AS draw,
         CASE WHEN a.other IS NULL THEN 'planned' WHEN a.turn = 2 THEN 'confirmed'
              WHEN a.turn = 3 THEN 'there' ELSE 'planned' END AS state,
         CASE WHEN a.turn <> 4 THEN a.other END AS partner,
         CASE WHEN a.turn = 3 THEN a.other END AS watcher,
         (%(today)s + time '07:20') AT TIME ZONE %(zone)s AS at
  FROM ahead a WHERE a.turn <= 5
), made AS (
  SELECT (n.happened_at AT TIME ZONE %(zone)s)::date AS day, s.student_id, n.author_id AS holder, 0 AS turn,
         n.id AS note, n.id AS draw, CASE WHEN c.other IS NULL OR mod(n.id, 3) = 0 THEN 'out' ELSE 'validated' END,
         c.other AS partner, c.other AS watcher, n.happened_at AS at
  FROM contacts_note n
  JOIN contacts_notestudent s ON s.note_id = n.id
  JOIN colleague c ON c.holder = n.author_id
  WHERE n.kind = 'visit'
)
SELECT row_number() OVER (ORDER BY v.day, v.holder, v.turn, v.note, v.student_id)::integer AS nth, v.*
FROM (SELECT * FROM planned UNION ALL SELECT * FROM made) v

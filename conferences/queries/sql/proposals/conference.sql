-- A conference to offer, since a report stands and none was tried after it; and one that was offered whose
-- last moment is over, of which nobody has said what came.
WITH filed AS (
  SELECT r.student_id, min(r.filed_at) AS first_at
  FROM attendance_truancyreport r
  WHERE r.school_year = %(school_year)s AND r.is_countable AND {{attendance/stands r.id}}
  GROUP BY r.student_id
),
wanted AS (
  SELECT f.student_id, f.student_id || ':' || %(school_year)s || ':conference' AS key,
         %(title)s AS title, 'A report stands, and no conference was offered since.' AS reason,
         '{}'::jsonb AS evidence, (f.first_at AT TIME ZONE %(zone)s)::date AS day,
         %(days)s::int AS school_days
  FROM filed f
  WHERE %(title)s <> ''
    AND NOT EXISTS (
      SELECT FROM attendance_processstep p
      WHERE p.student_id = f.student_id AND p.withdrawn_at IS NULL
        AND p.kind IN (%(step_effort)s, %(step_held)s)
        AND (p.happened_at AT TIME ZONE %(zone)s)::date >= (f.first_at AT TIME ZONE %(zone)s)::date)
  UNION ALL
  SELECT c.student_id, 'conference:' || c.id, 'Say what came of a conference',
         'It was offered for ' || to_char(c.last AT TIME ZONE %(zone)s, 'FMMon FMDD') || '.',
         jsonb_build_object('conference', c.id), (c.last AT TIME ZONE %(zone)s)::date, 1
  FROM (SELECT o.id, o.student_id, (SELECT max(slot) FROM unnest(o.slots) slot) AS last
        FROM conferences_conference o WHERE o.state = %(state_offered)s) c
  WHERE (c.last AT TIME ZONE %(zone)s)::date < %(on)s
)
SELECT w.student_id, p.school_id, false AS is_first, w.key, w.title, w.reason, w.evidence, w.day,
       w.school_days
FROM wanted w
LEFT JOIN LATERAL students_place_on(w.student_id, %(on)s) p ON true

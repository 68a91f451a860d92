-- Write what was proposed, in its order, each key once for all.
INSERT INTO tasks_task (student_id, school_id, kind, title, reason, evidence,
                        due_on, state, state_reason, undo, key, made_on)
SELECT w.student_id, w.school_id, w.kind, w.title, w.reason, w.evidence,
       -- The n-th school day after the day at the student's school; without a calendar, as many
       -- days later.
       CASE WHEN w.school_days = 0 THEN w.day
            ELSE coalesce((SELECT d.date FROM students_schoolday d
                           WHERE d.school_id = w.school_id AND d.is_school_day AND d.date > w.day
                           ORDER BY d.date OFFSET w.school_days - 1 LIMIT 1),
                          w.day + w.school_days) END,
       %(state_open)s, '', '{}', w.key, %(on)s
FROM unnest(%(student_id)s::bigint[], %(school_id)s::bigint[], %(kind)s::text[],
            %(title)s::text[], %(reason)s::text[], %(evidence)s::jsonb[], %(day)s::date[],
            %(school_days)s::integer[], %(key)s::text[])
  WITH ORDINALITY AS w (student_id, school_id, kind, title, reason, evidence, day, school_days,
                        key, place)
ORDER BY w.place
ON CONFLICT (key) DO NOTHING
RETURNING id, student_id

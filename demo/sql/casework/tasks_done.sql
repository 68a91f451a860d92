-- What was done after one in four notes, or need not be.
INSERT INTO tasks_task (student_id, school_id, owner_id, kind, title, reason, evidence, due_on, state,
                        state_reason, decided_by_id, decided_at, undo, made_by_id, made_at, made_on)
SELECT n.student_id, c.school_id, n.holder, k.kind, k.title, '',
       jsonb_build_object('note', %(first_note)s + n.nth),
       n.day + CASE extract(isodow FROM n.day) WHEN 4 THEN 4 WHEN 5 THEN 3 ELSE 2 END,
       CASE WHEN staging.pick(n.draw, 'task over', 100) < 85 THEN 'done' ELSE 'dismissed' END,
       CASE WHEN staging.pick(n.draw, 'task over', 100) < 85 THEN '' ELSE 'The family called first' END,
       n.holder, at, '{}', n.holder, (n.day + time '16:30') AT TIME ZONE %(zone)s, n.day
FROM staging.demo_note n JOIN staging.demo_case c ON c.nth = n.case_nth
CROSS JOIN LATERAL (SELECT (least(n.day + CASE WHEN extract(isodow FROM n.day) < 5 THEN 1 ELSE 0 END, %(today)s - 1) + time '16:40') AT TIME ZONE %(zone)s AS at) m
JOIN (VALUES (0, 'contact', 'Call again'), (1, 'visit', 'Home visit'),
             (2, 'conference', 'Offer a conference'), (3, 'other', 'Check attendance'))
  AS k (slot, kind, title) ON k.slot = staging.pick(n.draw, 'task kind', 4)
WHERE staging.pick(n.draw, 'task', 100) < 25
ORDER BY n.nth

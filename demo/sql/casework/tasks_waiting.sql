-- One or two that wait on six of seven open cases; a fifth of them late.
INSERT INTO tasks_task (student_id, school_id, owner_id, kind, title, reason, evidence, due_on, state,
                        state_reason, decided_by_id, decided_at, undo, made_by_id, made_at, made_on)
SELECT c.student_id, c.school_id, c.holder, k.kind, k.title,
       '', '{}', due.due_on, s.state, CASE WHEN s.state = 'snoozed' THEN 'The family is away' ELSE '' END,
       CASE WHEN s.state = 'snoozed' THEN c.holder END, CASE WHEN s.state = 'snoozed' THEN m.at END, '{}',
       c.holder, m.at, (m.at AT TIME ZONE %(zone)s)::date
FROM staging.demo_case c
CROSS JOIN LATERAL generate_series(1, 1 + staging.pick(c.number, 'tasks', 2)) AS t (turn)
CROSS JOIN LATERAL (SELECT c.number * 4::bigint + t.turn AS draw) d
CROSS JOIN LATERAL (
  SELECT staging.workday(CASE WHEN staging.pick(d.draw, 'due late', 100) < 20
    THEN greatest(c.opened_on + 1, %(today)s - 1 - staging.pick(d.draw, 'due', 12))
    ELSE %(today)s + staging.pick(d.draw, 'due', 14) END) AS due_on) due
CROSS JOIN LATERAL (
  SELECT CASE WHEN due.due_on > %(today)s AND staging.pick(d.draw, 'snoozed', 100) < 12
    THEN 'snoozed' ELSE 'open' END AS state) s
CROSS JOIN LATERAL (
  SELECT (staging.workday(greatest(c.opened_on, least(due.due_on, %(today)s) - 6)) + time '15:10')
    AT TIME ZONE %(zone)s AS at) m
JOIN (VALUES (0, 'contact', 'Call the family'), (1, 'visit', 'Home visit'),
             (2, 'conference', 'Offer a conference'), (3, 'support', 'Ask about a bus pass'),
             (4, 'other', 'Check attendance with the teacher'), (5, 'contact', 'Call back after four'))
  AS k (slot, kind, title) ON k.slot = staging.pick(d.draw, 'waiting kind', 6)
WHERE c.closed_on IS NULL AND staging.pick(c.number, 'waits', 100) < 86
ORDER BY c.nth, t.turn

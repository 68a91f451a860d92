-- One in twelve was called off; most of those that are over were looked back on.
INSERT INTO programs_campaign (id, client_uuid, school_id, kind, idea, name, starts_on, ends_on, audience, grades, what,
                               words, goal_missed, cost, care, owner_id, planned_by_id, planned_at, state, state_by_id,
                               state_on, again, learned)
SELECT %(first_campaign)s + c.nth, md5('campaign ' || %(seed)s || ' ' || c.nth)::uuid, c.school_id, c.kind, c.code, c.name,
       c.starts_on, c.ends_on,
       CASE WHEN c.kind IN ('families', 'outreach') THEN ARRAY['families'] ELSE ARRAY['students', 'staff'] END,
       ARRAY[]::varchar[], c.what, '{}'::jsonb,
       CASE WHEN c.kind IN ('grade_goal', 'class_goal') THEN 6 END,
       CASE WHEN staging.pick(c.nth, 'cost', 3) = 0 THEN 40 + 20 * staging.pick(c.nth, 'dollars', 12) END,
       %(care)s::varchar[], c.holder, c.holder, least(c.starts_on - 12, %(today)s - 1)::timestamp AT TIME ZONE 'UTC',
       s.state, CASE WHEN s.state <> 'open' THEN c.holder END,
       CASE WHEN s.state = 'reviewed' THEN c.ends_on + 1 WHEN s.state = 'called_off' THEN least(c.starts_on, %(today)s) END,
       CASE WHEN s.state = 'reviewed' THEN (ARRAY['keep', 'keep', 'change', 'drop'])[1 + staging.pick(c.nth, 'again', 4)]
            ELSE '' END,
       CASE WHEN s.state = 'reviewed' THEN (%(learned)s::text[])[1 + staging.pick(c.nth, 'learned', 3)] ELSE '' END
FROM staging.demo_campaign c
CROSS JOIN LATERAL (
  SELECT CASE WHEN mod(c.nth, 12) = 5 THEN 'called_off'
              WHEN c.ends_on < %(today)s - 1 AND staging.pick(c.nth, 'looked back', 4) > 0 THEN 'reviewed'
              ELSE 'open' END AS state) s
ORDER BY c.nth

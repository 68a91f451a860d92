-- Two or three things for each plan, of those that are for its tier.
INSERT INTO plans_strategy (plan_id, code, title, rating, dose, owner_name, weekdays, starts_on,
                            added_by_id, added_at, end_reason)
SELECT %(first_plan)s + p.nth, m.code, m.title, m.rating, m.dose, m.owner, m.weekdays::smallint[],
       p.started_on, p.holder, (p.started_on + time '10:20') AT TIME ZONE %(zone)s, ''
FROM staging.demo_plan p
CROSS JOIN generate_series(0, 1 + staging.pick(p.number, 'strategies', 2)) AS s (turn)
JOIN staging.demo_menu m ON m.tier = p.tier
 AND m.turn = mod(staging.pick(p.number, 'strategy', 840) + s.turn, m.turns)
ORDER BY p.nth, s.turn

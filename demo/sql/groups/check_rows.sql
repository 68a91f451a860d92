-- The days of a check-in: in and out with the points of the day, or not here.
INSERT INTO plans_checkday (strategy_id, "on", state, points, by_id, at)
SELECT d.strategy_id, d."on", CASE WHEN d.status = 'done' THEN 'out' ELSE 'away' END,
       CASE WHEN d.status = 'done' THEN 60 + staging.pick(d.strategy_id * 366 + mod(d."on" - DATE '2000-01-01', 366), 'points', 41) END,
       d.by_id, d.at
FROM plans_delivery d
JOIN plans_strategy s ON s.id = d.strategy_id AND s.code = ANY (%(checks)s::text[])
WHERE d.status IN ('done', 'student_away')
ORDER BY d.strategy_id, d."on"

INSERT INTO plans_planreview (plan_id, "on", decision, because, note, missed, days, goal_missed, goal_days,
                              goal_until, done, planned, next_on, by_id, at)
SELECT %(first_plan)s + r.nth, r."on", r.decision, r.because, '', r.missed, r.days, r.goal_missed, 20,
       r.goal_until, c.done, c.planned, CASE WHEN r.decision <> 'exit' THEN r.next_on END, p.holder,
       (r."on" + time '11:05') AT TIME ZONE %(zone)s
FROM staging.demo_review r
JOIN staging.demo_plan p ON p.nth = r.nth
JOIN staging.demo_window w ON w.nth = r.nth AND w.turn = r.goal
CROSS JOIN LATERAL (
  SELECT count(*)::integer AS planned, count(*) FILTER (WHERE d.status = 'done')::integer AS done
  FROM plans_strategy s JOIN plans_delivery d ON d.strategy_id = s.id
  WHERE s.plan_id = %(first_plan)s + r.nth
    AND d."on" BETWEEN w.goal_from AND least(w.goal_until, r."on" - 1)) c
ORDER BY r.nth, r.turn

-- A session is what became of the plans that have it, whatever was said of the day.
INSERT INTO plans_delivery (strategy_id, "on", status, minutes, session_id, by_id, at)
SELECT s.id, p."on", CASE WHEN p.here = 'present' THEN 'done' ELSE 'student_away' END,
       CASE WHEN p.here = 'present' THEN 45 END, %(first_session)s + p.session_nth, p.holder, p.at
FROM staging.demo_presence p
JOIN plans_strategy s ON s.plan_id = %(first_plan)s + p.plan_nth AND s.code = %(kind)s AND s.starts_on <= p."on"
ON CONFLICT (strategy_id, "on") DO UPDATE
SET status = excluded.status, minutes = excluded.minutes, service = '', session_id = excluded.session_id,
    by_id = excluded.by_id, at = excluded.at

-- What became of each planned day: mostly done, not where the student was away, and of one in four
-- plans the last days are not logged yet.
INSERT INTO plans_delivery (strategy_id, "on", status, minutes, service, by_id, at)
SELECT s.id, d.date, w.status, CASE WHEN w.status = 'done' THEN v.minutes END,
       CASE WHEN w.status = 'done' THEN coalesce(v.service, '') ELSE '' END,
       p.holder, (d.date + time '14:40') AT TIME ZONE %(zone)s
FROM staging.demo_plan p
JOIN plans_plan r ON r.id = %(first_plan)s + p.nth
JOIN plans_strategy s ON s.plan_id = r.id
JOIN students_schoolday d ON d.school_id = p.school_id AND d.is_school_day
 AND d.date BETWEEN s.starts_on AND least(%(today)s - 1, r.ended_on, p.closed_on)
 AND (extract(isodow FROM d.date)::integer - 1)::smallint = ANY (s.weekdays)
LEFT JOIN staging.demo_missed m ON m.number = p.number AND m.date = d.date
CROSS JOIN LATERAL (
  SELECT s.id * 366 + d.ordinal AS draw, m.date IS NOT NULL AS away) k
CROSS JOIN LATERAL (
  SELECT CASE WHEN k.away THEN 'student_away'
              WHEN staging.pick(k.draw, 'delivered', 100) < 88 THEN 'done'
              WHEN staging.pick(k.draw, 'delivered', 100) < 94 THEN 'staff_away'
              WHEN staging.pick(k.draw, 'delivered', 100) < 98 THEN 'cancelled'
              ELSE 'refused' END AS status) w
LEFT JOIN staging.demo_service v ON v.intervention = s.code
WHERE d.date < %(today)s - CASE WHEN staging.pick(p.number, 'log', 4) = 0 THEN 9 ELSE 0 END
ORDER BY s.id, d.date

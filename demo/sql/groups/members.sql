-- At most eight of each group, from the day of their plan on.
SELECT row_number() OVER (ORDER BY m.group_nth, m.turn)::integer AS nth, m.*
FROM (
  SELECT g.nth AS group_nth, p.nth AS plan_nth, p.number, p.student_id, p.holder,
         greatest(p.started_on, g.starts_on) AS joined_on, g.ended_on AS left_on,
         row_number() OVER (PARTITION BY g.nth ORDER BY p.nth) AS turn
  FROM staging.demo_circle g
  JOIN staging.demo_plan p ON p.school_id = g.school_id AND p.holder = g.holder AND p.closed_on IS NULL
  JOIN plans_plan r ON r.id = %(first_plan)s + p.nth AND r.ended_on IS NULL
  WHERE g.ended_on IS NULL OR p.started_on < g.ended_on) m
WHERE m.turn <= 8

-- The reviews of each plan up to the one that ended it, decided by the days missed: of one in six plans
-- the last is late.
WITH due AS (
  SELECT p.nth, k.turn, (k.turn - 1) / p.looks AS goal, k.turn %% p.looks = 0 AS is_over,
         d.date AS "on", n.date AS next_on,
         count(*) OVER (PARTITION BY p.nth) AS many
  FROM staging.demo_plan p
  CROSS JOIN generate_series(1, 9) AS k (turn)
  JOIN students_schoolday d ON d.school_id = p.school_id AND d.is_school_day
   AND d.ordinal = p.began + p.stride * k.turn
  JOIN students_schoolday n ON n.school_id = p.school_id AND n.is_school_day
   AND n.ordinal = p.began + p.stride * (k.turn + 1)
  WHERE d.date < least(%(today)s, p.closed_on)
), held AS (
  SELECT d.*, w.goal_until, w.goal_missed, w.baseline_missed, w.baseline_days, s.days, s.missed
  FROM due d
  JOIN staging.demo_plan p ON p.nth = d.nth
  JOIN staging.demo_window w ON w.nth = d.nth AND w.turn = d.goal
  CROSS JOIN LATERAL (
    SELECT count(*)::integer AS days, count(m.date)::integer AS missed
    FROM students_schoolday x
    LEFT JOIN staging.demo_missed m ON m.number = p.number AND m.date = x.date
    WHERE x.school_id = p.school_id AND x.is_school_day
      AND x.date BETWEEN w.goal_from AND least(w.goal_until, d."on" - 1)) s
  WHERE NOT (d.turn = d.many AND d."on" > %(today)s - 12 AND staging.pick(p.number, 'review late', 6) = 0)
), met AS (
  SELECT h.*, coalesce(bool_or(h.is_over AND h.missed <= h.goal_missed) OVER (
           PARTITION BY h.nth ORDER BY h.turn ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING),
           false) AS met_before
  FROM held h
), decided AS (
  SELECT m.*,
         CASE WHEN m.is_over AND m.met_before AND m.missed <= m.goal_missed THEN 'exit'
              WHEN m.missed <= m.goal_missed
                OR m.missed * m.baseline_days < m.baseline_missed * m.days THEN 'continue'
              ELSE 'change' END AS decision
  FROM met m
)
SELECT r.*, CASE r.decision WHEN 'exit' THEN 'stable' WHEN 'change' THEN 'too_weak'
                            ELSE 'working' END AS because
FROM (SELECT d.*, count(*) FILTER (WHERE d.decision = 'exit') OVER (
        PARTITION BY d.nth ORDER BY d.turn
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS ended FROM decided d) r
WHERE r.ended = 0

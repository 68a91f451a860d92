-- The goals of each plan, one after another: 20 school days each, held against those before.
WITH span AS (
  SELECT p.nth, p.number, p.school_id, w.turn, p.stride * p.looks AS length,
         p.began + 1 + w.turn * p.stride * p.looks AS first
  FROM staging.demo_plan p CROSS JOIN generate_series(-1, 4) AS w (turn)
), known AS (
  SELECT s.nth, s.turn,
         min(d.date) AS goal_from, max(d.date) AS goal_until,
         count(*) FILTER (WHERE d.date < %(today)s) AS days,
         count(m.date) FILTER (WHERE d.date < %(today)s) AS missed
  FROM span s
  JOIN students_schoolday d ON d.school_id = s.school_id AND d.is_school_day
   AND d.ordinal BETWEEN CASE WHEN s.turn < 0 THEN s.first + s.length - 21 ELSE s.first END
                     AND CASE WHEN s.turn < 0 THEN s.first + s.length - 2 ELSE s.first + 19 END
  LEFT JOIN staging.demo_missed m ON m.number = s.number AND m.date = d.date
  GROUP BY s.nth, s.turn
)
SELECT k.nth, k.turn, k.goal_from, k.goal_until, k.days::integer AS days, k.missed::integer AS missed,
       b.days::integer AS baseline_days, b.missed::integer AS baseline_missed,
       greatest(1, b.missed * 20 / greatest(1, b.days) / 2)::integer AS goal_missed
FROM known k
JOIN known b ON b.nth = k.nth AND b.turn = k.turn - 1

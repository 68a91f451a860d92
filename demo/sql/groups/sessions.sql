-- Each week on its day, up to yesterday; of one group in five nothing was written down lately.
SELECT row_number() OVER (ORDER BY g.nth, d.date)::integer AS nth, g.nth AS group_nth, g.holder,
       d.date AS "on", (d.date + time '14:50') AT TIME ZONE %(zone)s AS at
FROM staging.demo_circle g
JOIN students_schoolday d ON d.school_id = g.school_id AND d.is_school_day
 AND d.date BETWEEN g.starts_on
     AND least(%(today)s - CASE WHEN staging.pick(g.school_id, 'group silent', 5) = 0 THEN 15 ELSE 1 END,
               g.ended_on)
 AND extract(isodow FROM d.date)::integer - 1 = %(weekday)s

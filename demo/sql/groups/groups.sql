-- Where somebody has three plans that run at a school, some of their students meet by the week: for two
-- months at most, one group in six until lately.
SELECT row_number() OVER (ORDER BY g.school_id, g.holder)::integer AS nth, g.school_id, g.holder,
       greatest(g.since, %(today)s - 56) AS starts_on,
       CASE WHEN staging.pick(g.school_id, 'group over', 6) = 0
             AND g.since < %(today)s - 30 THEN %(today)s - 8 END AS ended_on
FROM (
  SELECT p.school_id, p.holder, min(p.started_on) AS since
  FROM staging.demo_plan p
  JOIN plans_plan r ON r.id = %(first_plan)s + p.nth AND r.ended_on IS NULL
  WHERE p.closed_on IS NULL
  GROUP BY p.school_id, p.holder
  HAVING count(*) >= 3) g

-- Of the schools that somebody reads, or those of one region of theirs, together: the weeks of a school year and
-- of the year before; the schools where more was missed in the last weeks than in as many before, those that rise
-- most first; the regions that can be chosen; and when the weeks were counted.
WITH here AS NOT MATERIALIZED (
  SELECT w.school_id, w.school_year, w.week, w.days, w.missed
  FROM attendance_schoolweek w
  WHERE w.school_year IN (%(year)s, %(year)s - 1)
    AND (%(reach_all)s AND %(region)s::bigint IS NULL
         OR w.school_id IN (
           SELECT k.id FROM students_school k
           WHERE (%(reach_all)s OR k.id = ANY (%(reach_schools)s) OR k.region_id = ANY (%(reach_regions)s))
             AND (%(region)s::bigint IS NULL OR k.region_id = %(region)s)))
), weeks AS MATERIALIZED (
  SELECT school_year, week, sum(days) AS days, sum(missed) AS missed FROM here GROUP BY 1, 2
), backward AS (
  SELECT week, row_number() OVER (ORDER BY week DESC) AS place FROM weeks WHERE school_year = %(year)s
), bounds AS MATERIALIZED (
  SELECT max(week) FILTER (WHERE place = %(lately)s) AS since,
         max(week) FILTER (WHERE place = 2 * %(lately)s) AS begins
  FROM backward
), sides AS MATERIALIZED (
  SELECT h.school_id, h.week >= (SELECT since FROM bounds) AS is_now, sum(h.days) AS days, sum(h.missed) AS missed
  FROM here h
  WHERE h.school_year = %(year)s AND h.week >= (SELECT begins FROM bounds)
  GROUP BY 1, 2
), compared AS (
  SELECT n.school_id, n.days AS now_days, n.missed AS now_missed, b.days AS before_days, b.missed AS before_missed
  FROM sides n
  JOIN sides b ON b.school_id = n.school_id AND n.is_now AND NOT b.is_now
), rising AS (
  SELECT c.*, k.id, k.name, k.name_order,
         c.now_missed * 1.0 / c.now_days - c.before_missed * 1.0 / c.before_days AS rise
  FROM compared c
  JOIN students_school k ON k.id = c.school_id
  WHERE c.now_days >= %(least)s AND c.before_days >= %(least)s
    AND c.now_missed * c.before_days > c.before_missed * c.now_days
  ORDER BY rise DESC, k.name_order, k.id
  LIMIT %(most)s
)
SELECT
  (SELECT coalesce(json_agg(json_build_array(school_year, week, days, missed) ORDER BY week), '[]')
   FROM weeks) AS weeks,
  (SELECT coalesce(json_agg(to_json(r) ORDER BY r.rise DESC, r.name_order, r.id), '[]') FROM rising r) AS rising,
  (SELECT coalesce(json_agg(json_build_array(g.id, g.name) ORDER BY g.name_order, g.id), '[]')
   FROM students_region g
   WHERE %(reach_all)s OR g.id = ANY (%(reach_regions)s)) AS regions,
  (SELECT to_json(c) FROM attendance_weekscounted c WHERE c.school_year = %(year)s) AS counted

-- Stored weeks of a school year that differ from those counted anew.
SELECT coalesce(n.school_id, o.school_id), coalesce(n.week, o.week)
FROM counting_week n
FULL JOIN (SELECT * FROM attendance_schoolweek WHERE school_year = %(year)s) o
  ON o.school_id = n.school_id AND o.week = n.week
WHERE (n.days, n.missed) IS DISTINCT FROM (o.days, o.missed)

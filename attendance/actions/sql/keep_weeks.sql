-- Keep the weeks that were counted, where they are new or differ.
INSERT INTO attendance_schoolweek (school_year, school_id, week, days, missed)
SELECT %(school_year)s, n.school_id, n.week, n.days, n.missed FROM counting_week n
ON CONFLICT (school_year, school_id, week) DO UPDATE
SET days = excluded.days, missed = excluded.missed
WHERE (attendance_schoolweek.days, attendance_schoolweek.missed)
      IS DISTINCT FROM (excluded.days, excluded.missed)

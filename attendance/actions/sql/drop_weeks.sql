-- Weeks that a corrected calendar or enrollment leaves without a student-day.
DELETE FROM attendance_schoolweek o
WHERE o.school_year = %(school_year)s
  AND NOT EXISTS (SELECT FROM counting_week n WHERE n.school_id = o.school_id AND n.week = o.week)

-- The calendar, from one day on, of the student's school on another; no row for whoever is enrolled nowhere.
SELECT p.school, min(d.date) AS first, max(d.date) AS last,
       array_agg(d.date ORDER BY d.date) FILTER (WHERE d.is_school_day) AS dates
FROM students_place_on(%(student)s, %(on)s) p
LEFT JOIN students_schoolday d ON d.school_id = p.school_id AND d.date >= %(since)s
GROUP BY p.school_id, p.school

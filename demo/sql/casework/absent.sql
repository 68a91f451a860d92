-- Students enrolled now who were absent for so many days, with the day on which they were.
SELECT c.number, c.student_id, s.school_id, count(*) AS days, (array_agg(c.date ORDER BY c.date))[%(least)s] AS since
FROM staging.demo_coded c
JOIN staging.demo_spell s ON s.number = c.number AND s.exit_date IS NULL
WHERE c.cause NOT IN ('tardy', 'early', 'cut', 'study') AND c.code NOT IN ('IC', 'ISS')
GROUP BY c.number, c.student_id, s.school_id
HAVING count(*) >= %(least)s

-- School days whose ordinal does not count up.
SELECT x.school_id, x.date
FROM (SELECT d.school_id, d.date, d.ordinal,
             sum(d.is_school_day::int) OVER (PARTITION BY d.school_id, d.school_year
                                             ORDER BY d.date) AS counted
      FROM students_schoolday d) x
WHERE x.ordinal <> x.counted

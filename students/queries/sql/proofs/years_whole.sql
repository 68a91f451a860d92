-- School years of a school without every date.
SELECT d.school_id, d.school_year FROM students_schoolday d
GROUP BY d.school_id, d.school_year
HAVING count(*) <> make_date(d.school_year + 1, 7, 1) - make_date(d.school_year, 7, 1)

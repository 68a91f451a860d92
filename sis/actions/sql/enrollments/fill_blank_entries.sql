-- A blank entry date is 1 July of the latest year that the school, or any school, knows, of those
-- that have begun: next year's calendar comes before this year is over.
UPDATE staging.import_enrollments e
SET entry_date = least(make_date(y.year, 7, 1), CASE WHEN e.exit_date IS NOT NULL
  THEN make_date(extract(year FROM e.exit_date - interval '6 months')::int, 7, 1) END)
FROM (SELECT s.id, coalesce(
        (SELECT max(d.school_year) FROM students_schoolday d
         WHERE d.school_id = s.id AND make_date(d.school_year, 7, 1) <= %(today)s),
        (SELECT max(d.school_year) FROM students_schoolday d
         WHERE make_date(d.school_year, 7, 1) <= %(today)s),
        extract(year FROM %(today)s::date - interval '6 months'))::int AS year
      FROM students_school s) y
WHERE e.entry_date IS NULL AND y.id = e.school_id

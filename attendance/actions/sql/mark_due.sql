-- Student-years that must be judged again. A row that is there already is written again, which
-- locks it: were it left alone, a run of `assess` could take it away before the change that it
-- stands for is committed.
INSERT INTO attendance_judgementdue (student_id, school_year)
SELECT student_id, school_year
FROM unnest(%(students)s::bigint[], %(school_years)s::smallint[]) AS changed (student_id, school_year)
ON CONFLICT (student_id, school_year) DO UPDATE SET school_year = excluded.school_year

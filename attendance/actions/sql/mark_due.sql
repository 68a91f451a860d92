-- Student-years that must be judged again; the function says how a row that is there already is kept.
SELECT attendance_mark_due(%(students)s::bigint[], %(school_years)s::smallint[])

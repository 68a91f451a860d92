-- The last change and the last judging, and the day up to which a school year was judged, whatever
-- other year was judged after it.
SELECT coalesce((SELECT max(c.id) FROM attendance_standingchange c), 0) AS change,
       coalesce(max(a.id), 0) AS judged,
       max(a.as_of) FILTER (WHERE a.school_year = %(school_year)s::smallint) AS as_of
FROM attendance_assessment a
WHERE a.finished_at IS NOT NULL

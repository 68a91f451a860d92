-- Who could be referred: the grounds take turns, truancy the oftenest, the most reports first. A
-- ground stands from the day after `since`, on which the last of what it asks for happened.
WITH here AS (
    SELECT e.student_id, min(e.school_id) AS school_id
    FROM students_enrollment e
    WHERE e.exit_date IS NULL OR e.exit_date >= %(today)s
    GROUP BY e.student_id
), reported AS (
    SELECT r.student_id, array_agg(r.filed_at ORDER BY r.filed_at) AS filed,
        array_agg((r.filed_at AT TIME ZONE %(zone)s)::date ORDER BY r.filed_at) AS filed_on
    FROM attendance_truancyreport r
    WHERE NOT EXISTS (SELECT FROM attendance_reportdecision d WHERE d.report_id = r.id)
    GROUP BY r.student_id
), tried AS (
    SELECT p.student_id, min((p.happened_at AT TIME ZONE %(zone)s)::date) AS tried_on
    FROM attendance_processstep p WHERE p.kind = 'effort_48262'
    GROUP BY p.student_id
), absent AS (
    SELECT m.student_id, array_agg(DISTINCT m.date ORDER BY m.date) AS days
    FROM staging.demo_coded m
    WHERE m.cause NOT IN ('tardy', 'early', 'cut') AND m.code NOT IN ('IC', 'ISS')
    GROUP BY m.student_id
), suspended AS (
    SELECT d.student_id, min((d.data ->> 'date')::date) AS suspended_on
    FROM students_schoolrecord d WHERE d.kind = 'discipline'
    GROUP BY d.student_id
), grounded AS (
    SELECT h.student_id, h.school_id, coalesce(r.filed, '{}') AS filed, g.ground, g.since
    FROM here h
    LEFT JOIN reported r USING (student_id)
    LEFT JOIN tried t USING (student_id)
    LEFT JOIN absent a USING (student_id)
    LEFT JOIN suspended s USING (student_id)
    CROSS JOIN LATERAL (
        SELECT ground, since FROM (VALUES
            ('truancy', greatest(r.filed_on[3], t.tried_on),
                r.filed[3] IS NOT NULL AND t.tried_on IS NOT NULL),
            ('chronic_absence', a.days[(15 * %(last)s + 99) / 100], true),
            ('behavior', s.suspended_on, true),
            ('unmet', r.filed_on[2], r.filed[3] IS NULL)
        ) AS known (ground, since, is_so)
        WHERE is_so AND since IS NOT NULL LIMIT 1
    ) g
)
SELECT n.student_id, n.school_id, n.filed, n.ground,
    n.since + CASE extract(isodow FROM n.since) WHEN 5 THEN 3 ELSE 1 END AS from_on,
    row_number() OVER (
        ORDER BY n.turn * CASE ground WHEN 'truancy' THEN 2 WHEN 'chronic_absence' THEN 3
            WHEN 'unmet' THEN 8 ELSE 5 END, n.ground) AS place
FROM (
    SELECT g.*, row_number() OVER (
        PARTITION BY ground
        ORDER BY cardinality(g.filed) DESC, staging.pick(g.student_id, 'referred', 1000000),
            g.student_id
    ) AS turn
    FROM grounded g
) n

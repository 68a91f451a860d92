-- Schools by name, and this year's standings of who goes to them now, counted by state; no counts
-- where there are more schools than fit. Whoever reaches a school reaches those enrolled there on
-- the day; a standing alone would not do, it may be older than a move. Of whom a report waits for a
-- decision, that comes first, as in the list of the school.
WITH at AS MATERIALIZED (
    SELECT k.* FROM students_school k
    WHERE %(all_schools)s OR k.id = ANY(%(schools)s) OR k.region_id = ANY(%(regions)s)
    ORDER BY k.name_order, k.id
    LIMIT %(most)s + 1
), moot AS MATERIALIZED (
    SELECT r.student_id
    FROM attendance_waiting w JOIN attendance_truancyreport r ON r.id = w.report_id
    WHERE r.school_year = %(year)s
), these AS (
    SELECT array_agg(id) AS keys FROM at HAVING count(*) <= %(most)s
), counted AS (
    SELECT t.school_id,
           CASE WHEN t.student_id IN (SELECT student_id FROM moot) THEN %(waits)s
                ELSE attendance_state(t.status, t.reports_due, t.reports_filed) END AS state,
           t.band = ANY(%(chronic)s) AS is_chronic,
           count(*) AS students
    FROM attendance_standing t
    WHERE t.school_id = ANY((SELECT keys FROM these)::bigint[]) AND t.school_year = %(year)s
      AND t.is_enrolled
      AND t.student_id IN (
        SELECT e.student_id FROM students_enrollment e
        WHERE e.school_id = ANY((SELECT keys FROM these)::bigint[]) AND e.entry_date <= %(on)s
          AND (e.exit_date IS NULL OR e.exit_date >= %(on)s))
    GROUP BY 1, 2, 3
)
SELECT a.id AS pk, a.name, a.level, coalesce(g.name, '') AS region, c.state, c.is_chronic, c.students
FROM at a
LEFT JOIN students_region g ON g.id = a.region_id
LEFT JOIN counted c ON c.school_id = a.id
ORDER BY a.name_order, a.id

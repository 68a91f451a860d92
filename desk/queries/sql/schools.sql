-- This year's standings of who goes to the schools now, counted by state. Whoever reaches a school
-- reaches those enrolled there on the day; a standing alone would not do, it may be older than a
-- move. Of whom a report waits for a decision, that comes first, as in the list of the school.
WITH moot AS MATERIALIZED (
    SELECT r.student_id
    FROM attendance_waiting w JOIN attendance_truancyreport r ON r.id = w.report_id
    WHERE r.school_year = %(year)s
)
SELECT t.school_id,
       CASE WHEN t.student_id IN (SELECT student_id FROM moot) THEN %(waits)s
            ELSE attendance_state(t.status, t.reports_due, t.reports_filed) END AS state,
       t.band = ANY(%(chronic)s) AS is_chronic,
       count(*) AS students
FROM attendance_standing t
WHERE t.school_id = ANY(%(schools)s) AND t.school_year = %(year)s AND t.is_enrolled
  AND t.student_id IN (
    SELECT e.student_id FROM students_enrollment e
    WHERE e.school_id = ANY(%(schools)s) AND e.entry_date <= %(on)s
      AND (e.exit_date IS NULL OR e.exit_date >= %(on)s))
GROUP BY 1, 2, 3

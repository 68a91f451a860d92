-- How many open cases a person answers for, and what waits in them. Reached by the case's own school,
-- so that an index answers. Which ways there are comes as values, which the planner puts in: of the
-- others nothing is left, and an OR with nothing behind it would read every row.
SELECT count(*) AS total,
       count(*) FILTER (WHERE c.next_due_on < %(on)s) AS overdue,
       count(*) - count(c.next_due_on) AS idle,
       count(*) FILTER (WHERE coalesce(c.last_reached_on, c.opened_on) < %(since)s) AS unreached
FROM cases_case c
WHERE c.closed_on IS NULL
  AND (%(reach_all)s
       OR %(by_school)s AND c.school_id = ANY(ARRAY(
         SELECT o.id FROM students_school o
         WHERE o.id = ANY(%(reach_schools)s) OR o.region_id = ANY(%(reach_regions)s)))
       OR %(by_student)s AND c.student_id = ANY(ARRAY(SELECT unnest(%(reach_students)s::bigint[]))))

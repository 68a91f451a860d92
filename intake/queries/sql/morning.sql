-- How many requests for help about students within reach are new, and how many are late: as the tabs of
-- their list have them. Students are found first, and requests by them: one way, which has its index.
SELECT count(*) FILTER (WHERE r.state = %(request_new)s) AS new,
       count(*) FILTER (
         WHERE r.state = ANY(%(unanswered)s) AND r.answered_on IS NULL AND r.due_on < %(on)s
            OR r.state = %(request_paused)s AND r.paused_until <= %(on)s) AS late
FROM intake_helprequest r
WHERE r.state = ANY(%(open)s)
  AND (%(reach_all)s OR r.student_id = ANY(ARRAY(
    SELECT unnest(%(reach_students)s::bigint[])
    UNION ALL
    SELECT e.student_id FROM students_enrollment e
    WHERE e.school_id = ANY(ARRAY(SELECT o.id FROM students_school o
                                  WHERE o.id = ANY(%(reach_schools)s)
                                     OR o.region_id = ANY(%(reach_regions)s)))
      AND e.entry_date <= %(reach_on)s AND (e.exit_date IS NULL OR e.exit_date >= %(reach_since)s))))

-- How many conferences about students within reach are over and were not written down, and how many of these a
-- person offered: as their list has them. Students are found first, and conferences by them: asked of each
-- conference, the planner would read every enrollment of the district.
SELECT count(*) AS waiting, count(*) FILTER (WHERE c.offered_by_id = %(person)s) AS own
FROM conferences_conference c
WHERE c.state = %(conference_offered)s
  AND (SELECT max(slot) FROM unnest(c.slots) slot) < %(now)s
  AND (%(reach_all)s OR c.student_id = ANY(ARRAY(
    SELECT unnest(%(reach_students)s::bigint[])
    UNION ALL
    SELECT e.student_id FROM students_enrollment e
    WHERE e.school_id = ANY(ARRAY(SELECT o.id FROM students_school o
                                  WHERE o.id = ANY(%(reach_schools)s)
                                     OR o.region_id = ANY(%(reach_regions)s)))
      AND e.entry_date <= %(reach_on)s AND (e.exit_date IS NULL OR e.exit_date >= %(reach_since)s))))

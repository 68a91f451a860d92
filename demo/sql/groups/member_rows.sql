INSERT INTO plans_groupmember (group_id, student_id, joined_on, added_by_id, added_at, left_on, left_by_id, left_why)
SELECT %(first_group)s + m.group_nth, m.student_id, m.joined_on, m.holder,
       (m.joined_on + time '09:10') AT TIME ZONE %(zone)s, m.left_on,
       CASE WHEN m.left_on IS NOT NULL THEN m.holder END, CASE WHEN m.left_on IS NULL THEN '' ELSE 'finished' END
FROM staging.demo_in_circle m
ORDER BY m.nth

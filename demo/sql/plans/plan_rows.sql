-- Plans with the goal that holds: of the review last held, unless that lies within its days.
INSERT INTO plans_plan (id, client_uuid, student_id, case_id, template, started_on, started_by_id,
                        started_at, baseline_missed, baseline_days, goal_missed, goal_days, goal_from,
                        goal_until, review_on, ended_on, ended_by_id, end_reason)
SELECT %(first_plan)s + p.nth, md5('plan ' || %(seed)s || ' ' || p.nth)::uuid, p.student_id,
       %(first_case)s + p.case_nth, '', p.started_on, p.holder,
       (p.started_on + time '10:20') AT TIME ZONE %(zone)s,
       w.baseline_missed, w.baseline_days, w.goal_missed, 20, w.goal_from, w.goal_until,
       coalesce(r.next_on, d.date), e."on", CASE WHEN e.nth IS NOT NULL THEN p.holder END,
       CASE WHEN e.nth IS NULL THEN '' ELSE %(stable)s END
FROM staging.demo_plan p
LEFT JOIN LATERAL (SELECT * FROM staging.demo_review r WHERE r.nth = p.nth
                   ORDER BY r.turn DESC LIMIT 1) r ON true
LEFT JOIN staging.demo_review e ON e.nth = p.nth AND e.decision = 'exit'
JOIN students_schoolday d ON d.school_id = p.school_id AND d.is_school_day
 AND d.ordinal = p.began + p.stride
JOIN staging.demo_window w ON w.nth = p.nth
 AND w.turn = CASE WHEN r.nth IS NULL THEN 0
                   WHEN r.is_over AND r.decision <> 'exit' THEN r.goal + 1 ELSE r.goal END
ORDER BY p.nth

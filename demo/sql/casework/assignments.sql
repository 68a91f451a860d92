INSERT INTO cases_caseloadassignment (case_id, counselor_id, starts, ends, reason, assigned_by_id, assigned_at,
                                      ended_because, grant_id)
SELECT %(first_case)s + c.nth, a.who, a.starts, a.ends, a.reason, a.by,
       (a.starts + time '10:00') AT TIME ZONE %(zone)s, a.ended, g.id
FROM staging.demo_case c
CROSS JOIN LATERAL (
  VALUES (1, c.first_holder, c.opened_on, CASE WHEN c.has_moved THEN c.moved_on ELSE c.closed_on END,
          'Serves the school', c.first_holder,
          CASE WHEN c.has_moved THEN 'Balance' WHEN c.closed_on IS NULL THEN '' ELSE 'Case closed' END),
         (2, c.holder, c.moved_on, c.closed_on, 'Balance', coalesce(c.administrator, c.first_holder),
          CASE WHEN c.closed_on IS NULL THEN '' ELSE 'Case closed' END))
  AS a (turn, who, starts, ends, reason, by, ended)
LEFT JOIN accounts_grant g ON a.turn = 2 AND g.student_id = c.student_id
 AND g.person = c.holder AND g.source = 'assignment'
WHERE a.turn = 1 OR c.has_moved
ORDER BY c.nth, a.turn

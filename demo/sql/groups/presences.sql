-- Who was in the group on the day: absent where they missed it whole, else mostly there.
SELECT s.nth AS session_nth, s."on", s.at, s.holder, m.student_id, m.plan_nth,
       CASE WHEN k.away THEN 'absent'
            WHEN k.draw < 90 THEN 'present'
            WHEN k.draw < 95 THEN 'excused'
            ELSE 'pulled_out' END AS here
FROM staging.demo_session s
JOIN staging.demo_in_circle m ON m.group_nth = s.group_nth AND m.joined_on <= s."on"
LEFT JOIN staging.demo_missed a ON a.number = m.number AND a.date = s."on"
CROSS JOIN LATERAL (
  SELECT a.date IS NOT NULL AS away, staging.pick(m.nth * 100 + s.nth, 'here', 100) AS draw) k

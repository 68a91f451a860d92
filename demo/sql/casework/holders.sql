-- Who serves each school: its counselors today in turn, and its administrator, who assigns.
SELECT g.school_id, g.person AS holder,
       row_number() OVER (PARTITION BY g.school_id ORDER BY g.id) - 1 AS turn,
       count(*) OVER (PARTITION BY g.school_id) AS turns,
       (SELECT a.person FROM accounts_grant a
        WHERE a.school_id = g.school_id AND a.role = 'school_administrator'
        ORDER BY a.id LIMIT 1) AS administrator
FROM accounts_grant g
WHERE g.role = 'counselor' AND g.school_id IS NOT NULL AND g.ends >= %(today)s

-- Whether these students give concern this year (by the law, by the share of days missed, or absent
-- now), and who may be called about those of them whose school is named: its own counselors on the
-- day, by name. NULL for a year that is not judged.
SELECT c.student_id,
       (SELECT t.status <> %(status_none)s OR t.band = ANY(%(chronic)s)
                 OR coalesce(n.days >= %(unexplained_days)s, false)
        FROM attendance_standing t
        LEFT JOIN attendance_absent_among(%(students)s, %(school_year)s, %(first_day)s) n
          ON n.student = t.student_id
        WHERE t.student_id = c.student_id AND t.school_year = %(school_year)s) AS has_concern,
       ARRAY(SELECT u.name
             FROM accounts_grant g JOIN accounts_user u ON u.id = g.person AND u.is_active
             WHERE g.school_id = c.school_id AND g.scope = %(scope_school)s
               AND g.role = %(role_counselor)s
               AND g.starts <= %(on)s AND g.ends >= %(on)s AND g.revoked_at IS NULL  -- as Grant.objects.in_force
             GROUP BY u.id ORDER BY u.name_order, u.id LIMIT %(most)s) AS colleagues
FROM unnest(%(students)s::bigint[], %(schools)s::bigint[]) AS c (student_id, school_id)

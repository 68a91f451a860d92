-- How many people have a role that ends soon, and how many were invited and did not join: as many as
-- the parts of the list of people have.
SELECT count(*) FILTER (WHERE u.id IN (
         SELECT g.person FROM accounts_grant g
         WHERE g.scope <> %(scope_student)s AND g.ends BETWEEN %(on)s AND %(soon)s
           AND g.revoked_at IS NULL AND g.person IS NOT NULL
           AND NOT EXISTS (  -- as Grant.objects.ending
             SELECT FROM accounts_grant f
             WHERE f.principal = g.principal AND f.role = g.role AND f.scope = g.scope
               AND (f.region_id = g.region_id OR f.region_id IS NULL)
               AND (f.school_id = g.school_id OR f.school_id IS NULL)
               AND f.starts <= g.ends + 1 AND f.ends > g.ends AND f.revoked_at IS NULL)
       )) AS ending,
       count(*) FILTER (WHERE u.id IN (
         SELECT i.user_id FROM accounts_invitation i WHERE i.state = ANY(%(open)s)
       )) AS invited
FROM accounts_user u WHERE u.is_active

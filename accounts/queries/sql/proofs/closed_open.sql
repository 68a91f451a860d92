-- Closing an account takes back its grants and its invitation; opening it again gives none back.
SELECT u.id::text
FROM accounts_user u
WHERE NOT u.is_active
  AND (EXISTS (SELECT FROM accounts_grant g
               WHERE g.person = u.id AND g.revoked_at IS NULL AND g.ends >= %(on)s)
       OR EXISTS (SELECT FROM accounts_invitation i
                  WHERE i.user_id = u.id AND i.state = ANY(%(open)s)))
ORDER BY u.id

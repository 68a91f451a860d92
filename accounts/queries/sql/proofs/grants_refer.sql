-- Grants to people who have no account.
SELECT g.id, g.principal FROM accounts_grant g
WHERE g.person IS NOT NULL AND NOT EXISTS (SELECT FROM accounts_user u WHERE u.id = g.person)

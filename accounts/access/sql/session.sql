-- A session that is not over, whose it is, the policy in force, and the person's grants in force:
-- their columns side by side, as somebody may hold hundreds.
SELECT s.session_data,
       u.id AS user_id, u.password AS user_password, u.last_login AS user_last_login,
       u.email AS user_email, u.name AS user_name, u.is_active AS user_is_active,
       u.date_joined AS user_date_joined,
       p.id AS policy_id, p.pack AS policy_pack, p.version AS policy_version,
       p.overrides::text AS policy_overrides, p.effective_from AS policy_effective_from,
       p.set_by AS policy_set_by, p.set_at AS policy_set_at,
       g.*
FROM accounts_session s
LEFT JOIN accounts_user u ON u.id = s.user_id
LEFT JOIN LATERAL (
    SELECT * FROM law_policy WHERE effective_from <= %(on)s
    ORDER BY effective_from DESC, id DESC LIMIT 1
) p ON true
CROSS JOIN LATERAL (
    SELECT array_agg(k.id ORDER BY k.id) AS grant_pk,
           array_agg(k.role ORDER BY k.id) AS grant_role,
           array_agg(k.scope ORDER BY k.id) AS grant_scope,
           array_agg(k.region_id ORDER BY k.id) AS grant_region_id,
           array_agg(k.school_id ORDER BY k.id) AS grant_school_id,
           array_agg(k.student_id ORDER BY k.id) AS grant_student_id,
           array_agg(k.ends ORDER BY k.id) AS grant_ends
    FROM accounts_grant k
    WHERE k.principal = 'user:' || u.id
      AND k.starts <= %(on)s AND k.ends >= %(on)s AND k.revoked_at IS NULL  -- as Grant.objects.in_force
) g
WHERE s.session_key = %(key)s AND s.expire_date > %(moment)s

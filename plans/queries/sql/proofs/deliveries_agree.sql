-- What plans keep of a session of a group otherwise than the session says it.
SELECT d.id FROM plans_delivery d
JOIN plans_groupsession s ON s.id = d.session_id
JOIN plans_strategy t ON t.id = d.strategy_id
JOIN plans_plan p ON p.id = t.plan_id
LEFT JOIN plans_presence h ON h.session_id = s.id AND h.student_id = p.student_id
LEFT JOIN unnest(%(here)s::text[], %(delivered)s::text[]) AS was (here, delivered) ON was.here = h.here
WHERE d."on" <> s."on"
   OR d.status IS DISTINCT FROM CASE WHEN s.taken_back_at IS NULL THEN was.delivered ELSE %(taken_back)s END

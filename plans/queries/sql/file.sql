-- What belongs to one plan, in one row: its strategies with what became of each, who answered and what reviews
-- decided. People by their names.
SELECT
  (SELECT coalesce(json_agg(to_jsonb(s) || jsonb_build_object('logged', coalesce(d.rows, '[]')) ORDER BY s.id), '[]')
   FROM plans_strategy s
   CROSS JOIN LATERAL (
     SELECT jsonb_agg(to_jsonb(d) ORDER BY d."on") AS rows FROM plans_delivery d WHERE d.strategy_id = s.id) d
   WHERE s.plan_id = %(plan)s) AS strategies,
  (SELECT coalesce(json_agg(to_jsonb(a) || jsonb_build_object('person', u) ORDER BY a.id DESC), '[]')
   FROM plans_planagreement a
   CROSS JOIN LATERAL (
     SELECT u.id, u.name, u.email FROM accounts_user u WHERE u.id = a.recorded_by_id) u
   WHERE a.plan_id = %(plan)s) AS agreements,
  (SELECT coalesce(json_agg(to_jsonb(r) || jsonb_build_object('person', u) ORDER BY r.id DESC), '[]')
   FROM plans_planreview r
   CROSS JOIN LATERAL (SELECT u.id, u.name, u.email FROM accounts_user u WHERE u.id = r.by_id) u
   WHERE r.plan_id = %(plan)s AND r.undone_at IS NULL) AS reviews

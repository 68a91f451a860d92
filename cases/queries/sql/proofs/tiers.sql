-- Tiers of cases that nobody decided.
SELECT c.id FROM cases_case c
WHERE c.tier IS DISTINCT FROM (
  SELECT d.tier FROM cases_tierdecision d WHERE d.case_id = c.id ORDER BY d.id DESC LIMIT 1)

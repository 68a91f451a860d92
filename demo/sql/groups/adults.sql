-- Whoever has the case checks the student in, of three in four plans that have it.
UPDATE plans_strategy s SET adult_id = p.holder
FROM staging.demo_plan p
WHERE s.plan_id = %(first_plan)s + p.nth AND s.code = ANY (%(checks)s::text[]) AND s.ended_on IS NULL
  AND p.closed_on IS NULL AND staging.pick(p.nth, 'checks', 4) > 0

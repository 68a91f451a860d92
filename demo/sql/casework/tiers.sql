INSERT INTO cases_tierdecision (case_id, tier, reason, decided_by_id, decided_at)
SELECT %(first_case)s + c.nth, d.tier, d.reason, d.who, (d.at + time '09:30') AT TIME ZONE %(zone)s
FROM staging.demo_case c CROSS JOIN LATERAL (
  VALUES (1, CASE WHEN c.tier = 'intensive' THEN 'early' ELSE c.tier END, c.opened_on, c.first_holder,
          'What the absences ask for'),
         (2, c.tier, staging.workday(least(c.opened_on + 12, %(today)s - 1)), c.holder,
          'Two talks with the family did not change the mornings')) AS d (turn, tier, at, who, reason)
WHERE d.turn = 1 OR c.tier = 'intensive'
ORDER BY c.nth, d.turn

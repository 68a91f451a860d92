-- The days that each student of a plan missed whole: looked up for each day of each plan.
SELECT DISTINCT m.number, m.date
FROM staging.demo_coded m JOIN staging.demo_plan p ON p.number = m.number
WHERE m.cause NOT IN ('tardy', 'early', 'cut', 'study') AND m.code NOT IN ('IC', 'ISS')

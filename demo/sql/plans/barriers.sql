-- One to three barriers; of several the first weighs most.
INSERT INTO plans_interviewbarrier (interview_id, code, family, label, weight)
SELECT %(first_interview)s + i.nth, b.code, b.family, b.label,
       CASE WHEN t.turn = 0 THEN 'main' ELSE 'also' END
FROM staging.demo_interview i
CROSS JOIN generate_series(0, staging.pick(i.number, 'barriers', 3)) AS t (turn)
JOIN staging.demo_found b ON b.turn = mod(staging.pick(i.number, 'found', 840) + t.turn * 7, b.turns)
ORDER BY i.nth, t.turn

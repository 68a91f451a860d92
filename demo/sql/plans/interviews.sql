-- For most plans somebody was asked first, on the day on which the plan began: the student, or the
-- adult whom the school calls. Each is a contact, too.
SELECT row_number() OVER (ORDER BY p.nth)::integer AS nth, p.nth AS plan_nth, p.case_nth, p.number,
       p.student_id, p.holder, k.asks_adult,
       CASE WHEN k.asks_adult THEN p.guardian_id END AS guardian_id,
       CASE WHEN k.asks_adult THEN p.language ELSE '' END AS language,
       k.asks_adult AND p.interpreter AS interpreter, p.started_on AS held_on,
       (p.started_on + time '09:30') AT TIME ZONE %(zone)s AS at
FROM staging.demo_plan p
CROSS JOIN LATERAL (
  SELECT p.guardian_id IS NOT NULL AND staging.pick(p.number, 'asked', 3) = 0 AS asks_adult) k
WHERE staging.pick(p.number, 'interview', 100) < 80
ORDER BY p.nth

-- Nobody goes alone to the first of each counselor's visits of today; some of it is to be looked at again.
INSERT INTO visits_notalone (client_uuid, student_id, reason, since, review_on, by_id, at)
SELECT md5('alone ' || %(seed)s || ' ' || v.nth)::uuid, v.student_id,
       (ARRAY['animal', 'threat', 'police', 'staff'])[1 + staging.pick(v.draw, 'why not alone', 4)], d.since, d.since + 90,
       v.holder, (d.since + time '11:30') AT TIME ZONE %(zone)s
FROM staging.demo_visit v
CROSS JOIN LATERAL (
  SELECT staging.workday(%(today)s - 10 - 30 * staging.pick(v.draw, 'alone since', 4)) AS since) d
WHERE v.note IS NULL AND v.turn = 1
ORDER BY v.nth

-- What was done with each, in its order.
INSERT INTO visits_visitstep (client_uuid, visit_id, verb, by_id, at)
SELECT md5('visit step ' || %(seed)s || ' ' || v.nth || s.verb)::uuid, %(first_visit)s + v.nth, s.verb, s.by_id, s.at
FROM staging.demo_visit v
CROSS JOIN LATERAL (
  VALUES ('confirm', v.partner, (staging.workday(v.day - 1) + time '16:00') AT TIME ZONE %(zone)s,
          v.state IN ('confirmed', 'validated')),
         ('arrive', v.holder, v.at, v.state IN ('there', 'out', 'validated') AND v.watcher IS NOT NULL),
         ('log', v.holder, v.at + interval '20 minutes', v.note IS NOT NULL),
         ('validate', v.partner, v.at + interval '3 hours', v.state = 'validated')) s (verb, by_id, at, is_done)
WHERE s.is_done
ORDER BY v.nth, s.at

-- What was done with each, in its order: taken on the day it was asked, answered on the day after it.
INSERT INTO intake_requeststep (client_uuid, request_id, verb, by_id, at, "on", why, until, how, words)
SELECT md5('request step ' || %(seed)s || ' ' || r.nth || v.verb)::uuid, q.id, v.verb, r.holder,
       (v.day + v.time) AT TIME ZONE %(zone)s, v.day,
       CASE v.verb WHEN 'pause' THEN q.pause_reason WHEN 'close' THEN q.outcome ELSE '' END,
       CASE v.verb WHEN 'pause' THEN q.paused_until END,
       CASE v.verb WHEN 'answer' THEN q.reply_how ELSE '' END,
       CASE v.verb WHEN 'answer' THEN replace(%(answer)s, '{owner}', u.name) ELSE '' END
FROM staging.demo_request r
JOIN intake_helprequest q ON q.id = %(first_request)s + r.nth
JOIN accounts_user u ON u.id = r.holder
CROSS JOIN LATERAL (
  VALUES ('take', r.asked_on, time '11:00', r.stage <> 'new'),
         ('answer', r.done_on, time '14:00', q.answered_on IS NOT NULL),
         ('pause', r.done_on, time '15:00', r.stage = 'paused'),
         ('close', r.done_on, time '16:00', r.stage = 'closed')) v (verb, day, time, is_done)
WHERE v.is_done
ORDER BY r.nth, v.day, v.time

-- What has begun and was not called off reached people on one to four days of its own.
INSERT INTO programs_reachcount (client_uuid, campaign_id, "on", audience, people, note, by_id, at)
SELECT md5('reached ' || %(seed)s || ' ' || c.nth || ' ' || n)::uuid, %(first_campaign)s + c.nth, d.day, r.audience[1],
       20 + staging.pick(c.nth, 'people ' || n, 160),
       (%(notes)s::text[])[1 + staging.pick(c.nth, 'note ' || n, 5)], c.holder, (d.day + time '15:30') AT TIME ZONE 'UTC'
FROM staging.demo_campaign c
JOIN programs_campaign r ON r.id = %(first_campaign)s + c.nth AND r.state <> 'called_off'
CROSS JOIN LATERAL generate_series(0, staging.pick(c.nth, 'days', 4)) n
CROSS JOIN LATERAL (SELECT staging.workday(c.starts_on + (2 * n)::integer) AS day) d
WHERE d.day < %(today)s AND d.day <= c.ends_on
ORDER BY c.nth, n

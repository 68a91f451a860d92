-- A few who followed the safety protocol: nothing says for whom.
INSERT INTO intake_protocolfollowed (client_uuid, by_id, at)
SELECT md5('protocol ' || %(seed)s || ' ' || n)::uuid, h.holder,
       (staging.workday(%(today)s - 3 - 9 * n) + time '10:20') AT TIME ZONE %(zone)s
FROM generate_series(1, 4) n
CROSS JOIN LATERAL (SELECT holder FROM staging.demo_holder ORDER BY holder, school_id
                    OFFSET mod(n, nullif((SELECT count(*) FROM staging.demo_holder), 0)) LIMIT 1) h
ORDER BY n DESC

INSERT INTO plans_group (id, client_uuid, name, kind, school_id, facilitator_id, weekdays, at, place, minutes,
                         capacity, starts_on, last_on, started_by_id, started_at, ended_on, ended_by_id, end_reason)
SELECT %(first_group)s + g.nth, md5('group ' || %(seed)s || ' ' || g.nth)::uuid, n.name, %(kind)s, g.school_id,
       g.holder, ARRAY[%(weekday)s]::smallint[], time '10:40', n.place, 45, 8, g.starts_on, NULL, g.holder,
       (g.starts_on + time '09:05') AT TIME ZONE %(zone)s, g.ended_on,
       CASE WHEN g.ended_on IS NOT NULL THEN g.holder END,
       CASE WHEN g.ended_on IS NULL THEN '' ELSE 'finished' END
FROM staging.demo_circle g
CROSS JOIN LATERAL (
  SELECT (%(names)s::text[])[1 + staging.pick(g.nth, 'group name', cardinality(%(names)s::text[]))] AS name,
         (%(places)s::text[])[1 + staging.pick(g.nth, 'place', cardinality(%(places)s::text[]))] AS place) n
ORDER BY g.nth

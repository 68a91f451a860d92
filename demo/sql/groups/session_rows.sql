-- Those at which somebody was to be.
INSERT INTO plans_groupsession (id, client_uuid, group_id, "on", minutes, note, by_id, at)
SELECT %(first_session)s + s.nth, md5('session ' || %(seed)s || ' ' || s.nth)::uuid, %(first_group)s + s.group_nth,
       s."on", 45,
       (%(notes)s::text[])[1 + staging.pick(s.nth, 'note', cardinality(%(notes)s::text[]))], s.holder, s.at
FROM staging.demo_session s
WHERE s.nth IN (SELECT session_nth FROM staging.demo_presence)
ORDER BY s.nth

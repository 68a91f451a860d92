-- How many conferences about students within reach are over and were not written down, and how many of these a
-- person offered: as their list has them.
SELECT count(*) AS waiting, count(*) FILTER (WHERE c.offered_by_id = %(person)s) AS own
FROM conferences_conference c
WHERE c.state = %(conference_offered)s
  AND (SELECT max(slot) FROM unnest(c.slots) slot) < %(now)s
  AND {{students/reached c.student_id}}

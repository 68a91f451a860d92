-- How many campaigns that a person looks after are over and were not looked back on: as `own_to_review`.
SELECT count(*) AS waiting
FROM programs_campaign c
WHERE c.owner_id = %(person)s AND c.state = %(campaign_open)s AND c.ends_on < %(on)s
  AND (%(reach_all)s OR c.school_id IN (SELECT k.id FROM students_school k
                                        WHERE k.id = ANY(%(reach_schools)s)
                                           OR k.region_id = ANY(%(reach_regions)s)))

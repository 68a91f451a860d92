-- How many referrals wait for a school's own team, as the tabs of its list count them: for its
-- answer, and for its meeting.
SELECT count(*) FILTER (WHERE r.state = %(referral_sent)s) AS waiting,
       count(*) FILTER (WHERE r.state = %(referral_accepted)s
                        AND NOT EXISTS (SELECT FROM sarb_docketplace p WHERE p.referral_id = r.id))
           AS unplaced
FROM sarb_referral r
WHERE r.state IN (%(referral_sent)s, %(referral_accepted)s) AND r.level = ANY(%(levels)s)
  AND {{students/reached r.student_id}}

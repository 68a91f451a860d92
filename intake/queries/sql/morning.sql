-- How many requests for help about students within reach are new, and how many are late: as the tabs of
-- their list have them.
SELECT count(*) FILTER (WHERE r.state = %(request_new)s) AS new,
       count(*) FILTER (
         WHERE r.state = ANY(%(unanswered)s) AND r.answered_on IS NULL AND r.due_on < %(on)s
            OR r.state = %(request_paused)s AND r.paused_until <= %(on)s) AS late
FROM intake_helprequest r
WHERE r.state = ANY(%(open)s) AND {{students/reached r.student_id}}

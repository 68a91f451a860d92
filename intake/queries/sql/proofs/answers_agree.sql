-- Requests for help whose day of the first answer is none on which somebody answered.
SELECT r.id FROM intake_helprequest r
LEFT JOIN (SELECT DISTINCT ON (request_id) request_id, "on" FROM intake_requeststep
           WHERE verb = %(verb)s ORDER BY request_id, id) s ON s.request_id = r.id
WHERE r.answered_on IS DISTINCT FROM s."on"

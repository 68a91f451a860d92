-- Requests for help whose day of the first answer since they were opened last is none on which somebody
-- answered. A step is undone by the next one of its request.
WITH done AS (
  SELECT s.id, s.request_id, s.verb, s."on",
         lead(s.verb) OVER (PARTITION BY s.request_id ORDER BY s.id) AS next_verb
  FROM intake_requeststep s
), stands AS (
  SELECT id, request_id, verb, "on" FROM done
  WHERE verb <> %(undo)s AND next_verb IS DISTINCT FROM %(undo)s
)
SELECT r.id FROM intake_helprequest r
LEFT JOIN (SELECT DISTINCT ON (a.request_id) a.request_id, a."on" FROM stands a
           WHERE a.verb = %(verb)s AND NOT EXISTS (
             SELECT FROM stands o WHERE o.request_id = a.request_id AND o.verb = %(anew)s AND o.id > a.id)
           ORDER BY a.request_id, a.id) s ON s.request_id = r.id
WHERE r.answered_on IS DISTINCT FROM s."on"

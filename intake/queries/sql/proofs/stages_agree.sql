-- Requests for help that stand otherwise than their last step says.
SELECT r.id FROM intake_helprequest r
LEFT JOIN (SELECT DISTINCT ON (request_id) request_id, verb FROM intake_requeststep ORDER BY request_id, id DESC) s
  ON s.request_id = r.id
LEFT JOIN unnest(%(verbs)s::text[], %(stages)s::text[]) AS move (verb, stage) ON move.verb = s.verb
WHERE r.state IS DISTINCT FROM CASE WHEN s.verb IS NULL THEN %(first)s ELSE move.stage END

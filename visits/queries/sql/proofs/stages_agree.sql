-- Visits that stand otherwise than their last step says.
SELECT v.id FROM visits_visit v
LEFT JOIN (SELECT DISTINCT ON (visit_id) visit_id, verb FROM visits_visitstep ORDER BY visit_id, id DESC) s
  ON s.visit_id = v.id
LEFT JOIN unnest(%(verbs)s::text[], %(stages)s::text[]) AS move (verb, stage) ON move.verb = s.verb
WHERE v.state IS DISTINCT FROM CASE WHEN s.verb IS NULL THEN %(first)s ELSE move.stage END

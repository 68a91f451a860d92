-- Requests for help that stand otherwise than their last step says that stands: one is undone by the next one
-- of its request.
SELECT r.id FROM intake_helprequest r
LEFT JOIN (SELECT DISTINCT ON (d.request_id) d.request_id, d.verb
           FROM (SELECT o.id, o.request_id, o.verb,
                        lead(o.verb) OVER (PARTITION BY o.request_id ORDER BY o.id) AS next_verb
                 FROM intake_requeststep o) d
           WHERE d.verb <> %(undo)s AND d.next_verb IS DISTINCT FROM %(undo)s
           ORDER BY d.request_id, d.id DESC) s
  ON s.request_id = r.id
LEFT JOIN unnest(%(verbs)s::text[], %(stages)s::text[]) AS move (verb, stage) ON move.verb = s.verb
WHERE r.state IS DISTINCT FROM CASE WHEN s.verb IS NULL THEN %(first)s ELSE move.stage END

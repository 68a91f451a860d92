-- From 4 to 21 notes of each case, on weekdays from its opening to yesterday.
SELECT row_number() OVER (ORDER BY c.nth, n.turn)::integer AS nth, c.nth AS case_nth, c.number, c.student_id, n.turn, n.draw,
       c.holder, k.kind, o.outcome, c.guardian_id, c.adult, c.first_name, c.language, c.interpreter,
       c.tier, staging.workday(d.day) AS day
FROM staging.demo_case c
CROSS JOIN LATERAL generate_series(1, 4 + staging.pick(c.number, 'notes', 18)) AS t (turn)
CROSS JOIN LATERAL (SELECT t.turn, c.number * 32::bigint + t.turn AS draw) n
CROSS JOIN LATERAL (
  SELECT coalesce(c.closed_on, %(today)s - 1) - c.opened_on AS span,
         4 + staging.pick(c.number, 'notes', 18) AS many) s
CROSS JOIN LATERAL (SELECT c.opened_on + s.span * n.turn / s.many AS day) d
JOIN staging.demo_kind k ON k.slot = staging.pick(n.draw, 'kind', 100)
JOIN staging.demo_outcome o ON o.kind = k.kind AND o.slot = staging.pick(n.draw, 'outcome', 100)

-- One order for each cause that has none of this reader waiting or being built.
INSERT INTO packets_packet (
  student_id, about_kind, about_id, reader, state, asked_by_id, asked_by, asked_at,
  facts_sha256, missing, problem, lease_token, attempts)
SELECT asked.student_id, %(kind)s, asked.id, %(reader)s, %(state)s, %(by_id)s, %(by)s, %(at)s,
       '', '[]', '', '', 0
FROM unnest(%(ids)s::bigint[], %(students)s::bigint[])
  WITH ORDINALITY AS asked (id, student_id, n)
ORDER BY asked.n
ON CONFLICT DO NOTHING
RETURNING about_id

-- What was read, exported or refused, in the order given.
INSERT INTO audit_accessevent (actor_kind, actor_id, actor_name, access, page, student_ids, rows,
                               grants, reason, address, request_id)
SELECT e.actor_kind, e.actor_id, e.actor_name, e.access, e.page, e.student_ids, e.rows, e.grants,
       e.reason, e.address, e.request_id
FROM ROWS FROM (jsonb_to_recordset(%(events)s) AS (
       actor_kind text, actor_id text, actor_name text, access text, page text,
       student_ids bigint[], rows integer, grants bigint[], reason text, address inet,
       request_id text)) WITH ORDINALITY e
ORDER BY e.ordinality

-- Whose page a member of staff read last: the first student of each reading, newest reading first.
SELECT a.student_ids[1]
FROM audit_accessevent a
WHERE a.actor_kind = %(kind)s AND a.actor_id = %(actor)s AND a.access = %(access)s
  AND a.page = %(page)s AND a.student_ids <> '{}'
ORDER BY a.at DESC, a.id DESC
LIMIT %(most)s

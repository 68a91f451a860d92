INSERT INTO contacts_notepaper (note_id, document_id, client_uuid, kind, by_id, at)
SELECT d.record_id::bigint, d.id, md5('paper of ' || %(seed)s || ' ' || d.record_id)::uuid, 'doctor',
       d.actor_id::bigint, d.at
FROM documents_document d
WHERE d.record_kind = 'note' AND d.sha256 = %(sha256)s AND d.size = %(size)s
ORDER BY d.id

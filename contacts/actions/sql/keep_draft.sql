-- Keep a draft, unless its words came to be a note or a change, or a later draft is there.
INSERT INTO contacts_notedraft (user_id, client_uuid, seq, payload, saved_at)
SELECT %(user)s, %(uuid)s, %(seq)s, %(payload)s, %(now)s
WHERE NOT EXISTS (SELECT FROM contacts_note n WHERE n.client_uuid = %(uuid)s)
  AND NOT EXISTS (SELECT FROM contacts_noterevision r
                  WHERE r.note_id = %(note)s AND r.fields ->> 'changed_by' = %(uuid)s::text)
ON CONFLICT (user_id, client_uuid) DO UPDATE
SET seq = excluded.seq, payload = excluded.payload, saved_at = excluded.saved_at
WHERE contacts_notedraft.seq < excluded.seq
   OR contacts_notedraft.seq = excluded.seq AND contacts_notedraft.payload = excluded.payload

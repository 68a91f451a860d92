-- Notes, words they no longer have and drafts that store what may not be kept.
SELECT n.id FROM contacts_note n WHERE n.barriers && %(never_kept)s::varchar[]
UNION ALL
SELECT r.note_id FROM contacts_noterevision r WHERE r.fields -> 'barriers' ?| %(never_kept)s
UNION ALL
SELECT d.id FROM contacts_notedraft d WHERE d.payload -> 'barriers' ?| %(never_kept)s

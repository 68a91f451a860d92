-- The file of a doctor's note for some conversations at a door or in a meeting, as attaching it leaves it.
INSERT INTO documents_document (at, actor_kind, actor_id, actor_name, request_id, sha256, media_type, size, pages,
                                title, retention, scan, student_id, record_kind, record_id)
SELECT n.recorded_at + interval '4 minutes', 'user', u.id::text, u.name,
       md5('paper ' || %(seed)s || ' ' || n.id), %(sha256)s, 'image/jpeg', %(size)s, 1,
       'doctor-' || n.id, 'casework', 'unscanned', min(s.student_id), 'note', n.id::text
FROM contacts_note n
JOIN contacts_notestudent s ON s.note_id = n.id
JOIN accounts_user u ON u.id = n.author_id
WHERE n.outcome IN ('door_spoke', 'replied') AND (n.text LIKE '%%doctor%%' OR n.text LIKE '%%flu%%')
GROUP BY n.id, u.id
ORDER BY n.id

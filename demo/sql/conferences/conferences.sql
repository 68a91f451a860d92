-- Conferences of the notes that offered one: ended by the conference that came next about the student, or
-- still open where the offer is the last that was said and a few weeks old at most.
INSERT INTO conferences_conference (client_uuid, student_id, guardian_id, how, slots, "where", interpreter,
                                    state, offer_id, result_id, offered_by_id, offered_at)
SELECT md5('conference ' || %(seed)s || ' ' || e.id)::uuid, e.student_id, e.guardian_id,
       CASE WHEN e.kind = 'email' THEN 'email' WHEN e.outcome = 'voicemail' THEN 'voicemail' ELSE 'call' END,
       -- Of one in three that are open the time is over, and nobody has said what came of it.
       CASE WHEN e.next_id IS NULL AND mod(e.id, 3) = 0 AND e.happened_at < (%(today)s - 3) AT TIME ZONE %(zone)s
         THEN ARRAY[(staging.workday(%(today)s - 1) + time '09:00') AT TIME ZONE %(zone)s]
         WHEN e.next_id IS NULL
         THEN ARRAY[(%(today)s + 2 + time '09:00') AT TIME ZONE %(zone)s,
                    (%(today)s + 5 + time '17:30') AT TIME ZONE %(zone)s]
         ELSE ARRAY[e.next_at] END,
       'school', e.interpreter, CASE WHEN e.next_id IS NULL THEN 'offered' ELSE e.next_outcome END,
       e.id, e.next_id, e.author_id, e.happened_at
FROM (
  SELECT n.id, s.student_id, n.guardian_id, n.kind, n.outcome, n.interpreter, n.author_id, n.happened_at,
         n.kind <> 'conference' AS is_offer, lead(n.id) OVER of_student AS next_id,
         lead(n.kind) OVER of_student AS next_kind, lead(n.outcome) OVER of_student AS next_outcome,
         lead(n.happened_at) OVER of_student AS next_at
  FROM contacts_note n JOIN contacts_notestudent s ON s.note_id = n.id
  WHERE n.guardian_id IS NOT NULL AND n.amends_id IS NULL
    AND (n.kind = 'conference' AND n.outcome IN ('held', 'no_show', 'refused', 'moved')
         OR n.kind IN ('call', 'email') AND n.purpose = 'conference_48262')
  WINDOW of_student AS (PARTITION BY s.student_id ORDER BY n.happened_at, n.id)) e
WHERE e.is_offer
  AND (e.next_kind = 'conference'
       OR e.next_id IS NULL AND e.happened_at > (%(today)s - 35) AT TIME ZONE %(zone)s)

-- Conferences whose offer or result is a note about another student, and results that were not changed
-- since and say another thing than the conference.
SELECT c.id FROM conferences_conference c
LEFT JOIN contacts_note r ON r.id = c.result_id
LEFT JOIN unnest(%(stages)s::text[], %(outcomes)s::text[], %(purposes)s::text[]) AS came (stage, outcome, purpose)
  ON came.stage = c.state
WHERE NOT EXISTS (SELECT FROM contacts_notestudent s WHERE s.note_id = c.offer_id AND s.student_id = c.student_id)
   OR r.id IS NOT NULL AND NOT EXISTS (
     SELECT FROM contacts_notestudent s WHERE s.note_id = r.id AND s.student_id = c.student_id)
   OR r.version = 1 AND (r.outcome, r.purpose) IS DISTINCT FROM (came.outcome, came.purpose)

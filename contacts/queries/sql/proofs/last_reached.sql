-- Last contacts with a person that are none, and that are missing.
SELECT coalesce(r.student_id, n.student_id)
FROM cases_lastreached r
FULL JOIN (SELECT s.student_id, max((n.happened_at AT TIME ZONE %(zone)s)::date) AS last_on
           FROM contacts_note n JOIN contacts_notestudent s ON s.note_id = n.id
           WHERE n.reached AND NOT EXISTS (SELECT FROM contacts_note a WHERE a.amends_id = n.id)
           GROUP BY s.student_id) n ON n.student_id = r.student_id
WHERE r."on" IS DISTINCT FROM n.last_on

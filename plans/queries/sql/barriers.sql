-- The barriers that interviews with a student found from a day on, as far as these stand, the last
-- interview first: what each was called and weighed, with whom it was said and when.
SELECT b.code, b.family, b.label, b.weight,
       json_build_object('id', i.id, 'held_on', i.held_on, 'speaker', i.speaker,
                         'guardian_id', i.guardian_id, 'with_name', i.with_name) AS interview,
       (SELECT json_build_object('id', g.id, 'first_name', g.first_name, 'last_name', g.last_name)
        FROM students_guardian g WHERE g.id = i.guardian_id) AS guardian
FROM plans_interview i
JOIN plans_interviewbarrier b ON b.interview_id = i.id
WHERE i.student_id = %(student)s AND i.held_on >= %(since)s
  AND NOT EXISTS (SELECT FROM plans_interviewwithdrawal w WHERE w.interview_id = i.id)
ORDER BY i.held_on DESC, i.id DESC, b.id
LIMIT %(most)s

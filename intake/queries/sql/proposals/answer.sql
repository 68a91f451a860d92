-- Requests for help that are late: nobody answered by the day, or the day has come to which one rested. Who
-- asked and why is not said: more people see tasks than may know it.
WITH late AS (
  SELECT r.id, r.student_id, r.school_id, r.state = %(state_paused)s AS rested,
         CASE WHEN r.state = %(state_paused)s THEN r.paused_until ELSE r.due_on END AS last
  FROM intake_helprequest r
  WHERE r.state = %(state_paused)s AND r.paused_until <= %(on)s
     OR r.state = ANY (%(unanswered)s) AND r.answered_on IS NULL AND r.due_on < %(on)s
)
SELECT l.student_id, coalesce(p.school_id, l.school_id) AS school_id, false AS is_first,
       -- One that rested and was taken up again is late anew, also by the same day.
       l.student_id || ':request:' || l.id || ':' || l.last || ':' || (
         SELECT count(*) FROM intake_requeststep s WHERE s.request_id = l.id AND s.verb = %(pause)s) AS key,
       CASE WHEN l.rested THEN 'Take up a request for help again' ELSE 'Answer a request for help' END AS title,
       CASE WHEN l.rested THEN 'It rested until ' ELSE 'Whoever asked was to have an answer by ' END
         || to_char(l.last, 'FMMon FMDD') || '.' AS reason,
       jsonb_build_object('request', l.id) AS evidence,
       %(on)s::date AS day, 0 AS school_days
FROM late l
LEFT JOIN LATERAL students_place_on(l.student_id, %(on)s) p ON true
WHERE NOT EXISTS (
  SELECT FROM tasks_task t
  WHERE t.student_id = l.student_id AND t.kind = %(task_answer)s AND t.state = ANY (%(pending)s)
    AND t.evidence @> jsonb_build_object('request', l.id))

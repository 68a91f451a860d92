-- Calls home that wait, with those of their days of which no reason is known still.
SELECT t.id, (
    SELECT coalesce(array_agg(o.date ORDER BY o.date), '{}') FROM attendance_dayoutcome o
    WHERE o.student_id = t.student_id AND o.outcome = %(outcome_absent)s
      AND o.excuse IN (%(excuse_unexcused)s, %(excuse_unverified)s)
      AND o.date IN (SELECT d::date FROM jsonb_array_elements_text(t.evidence -> 'absences') d)) AS days
FROM tasks_task t
WHERE t.kind = %(task_contact)s AND t.state = ANY (%(pending)s) AND t.key IS NOT NULL
  AND jsonb_typeof(t.evidence -> 'absences') = 'array'
ORDER BY t.id

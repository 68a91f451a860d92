-- Which of these reports wait for a person to withdraw or uphold them.
SELECT r.id FROM attendance_truancyreport r
WHERE r.id = ANY(%(reports)s::bigint[]) AND r.id IN (SELECT w.report_id FROM attendance_waiting w)

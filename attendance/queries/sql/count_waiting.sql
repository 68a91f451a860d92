-- How many reports wait for a person to withdraw or uphold them.
SELECT count(*) AS waiting
FROM attendance_waiting w
JOIN attendance_truancyreport r ON r.id = w.report_id
WHERE {{students/reached r.student_id}}

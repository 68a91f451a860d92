-- A correction for each letter that went to the post and whose report fell since.
SELECT n.student_id, at.school_id, n.school_year, n.report_id, %(on)s::date AS asked_on
FROM letters_notice n
CROSS JOIN LATERAL students_last_place(n.student_id, %(on)s) at
WHERE n.stage = %(stage_mailed)s AND n.kind <> ALL(%(corrections)s)
  AND n.report_id IN (
    SELECT d.report_id FROM attendance_reportdecision d WHERE %(everything)s
    UNION
    SELECT d.report_id FROM attendance_reportdecision d WHERE d.decided_at >= %(since)s)
  AND NOT {{attendance/stands n.report_id}}
  AND NOT EXISTS (
    SELECT FROM letters_notice c WHERE c.kind = %(kind)s AND c.report_id = n.report_id)
ORDER BY n.id

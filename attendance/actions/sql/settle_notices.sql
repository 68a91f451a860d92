-- Let the first notices from before go-live follow their reports: those filed by the day of the
-- notice. Once all of them are withdrawn it tells of nothing and counts no more, until one stands
-- again; with no report on file by then it counts. Return the student-years that must be judged again.
WITH told AS (
  SELECT p.id, bool_or({{attendance/stands r.id}}) AS counts,
         bool_or(p.withdrawn_at IN (
           SELECT d.decided_at FROM attendance_reportdecision d
           WHERE d.report_id = r.id AND d.verdict = %(verdict_withdrawn)s)) AS was_settled
  FROM attendance_processstep p
  LEFT JOIN attendance_truancyreport r
    ON r.student_id = p.student_id AND r.school_year = p.school_year
    AND (r.filed_at AT TIME ZONE %(zone)s)::date <= (p.happened_at AT TIME ZONE %(zone)s)::date
  WHERE p.student_id = ANY(%(students)s)
    AND p.kind = %(step_notice_48260_5)s AND p.evidence_kind = %(evidence_history)s
  GROUP BY p.id
)
UPDATE attendance_processstep p SET withdrawn_at = CASE WHEN NOT t.counts THEN %(at)s END
FROM told t
WHERE t.id = p.id
  AND (NOT t.counts AND p.withdrawn_at IS NULL OR t.counts AND t.was_settled)
RETURNING p.student_id, p.school_year

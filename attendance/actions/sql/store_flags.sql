-- Bring the stored flags to what was found, of these students' reports of the year; only what differs.
DELETE FROM attendance_reportflag o USING attendance_truancyreport r
WHERE r.id = o.report_id AND r.school_year = %(school_year)s
  AND (%(students)s::bigint[] IS NULL OR r.student_id = ANY(%(students)s::bigint[]))
  AND NOT EXISTS (SELECT FROM judging_flag n WHERE n.report_id = o.report_id);

INSERT INTO attendance_reportflag AS o (report_id, reasons)
SELECT report_id, reasons FROM judging_flag
ON CONFLICT (report_id) DO UPDATE SET reasons = excluded.reasons, found_at = excluded.found_at
WHERE o.reasons <> excluded.reasons::varchar[];

DROP TABLE judging_flag;

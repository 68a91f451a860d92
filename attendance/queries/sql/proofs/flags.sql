-- Stored flags of a school year's reports that differ from those found anew.
SELECT r.id
FROM attendance_truancyreport r
LEFT JOIN judging_flag n ON n.report_id = r.id
LEFT JOIN attendance_reportflag o ON o.report_id = r.id
WHERE r.school_year = %(year)s AND r.student_id <> ALL(%(skip)s::bigint[])
  AND n.reasons::varchar[] IS DISTINCT FROM o.reasons

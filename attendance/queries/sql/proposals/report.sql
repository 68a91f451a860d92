-- A report that became due and is not filed, or one that is due anew since one was withdrawn. A
-- withdrawal begins the year's count of them again: what was done or dismissed before is proposed anew.
SELECT n.student_id, n.school_id, n.is_first, n.evidence,
       n.student_id || ':' || n.school_year || ':report:' || n.due
         || coalesce(':' || nullif(fell.times, 0), '') AS key,
       replace(%(title)s, '{due}',
               (CASE WHEN n.due > n.due_before THEN n.due ELSE n.filed + 1 END)::text) AS title,
       n.counted || ' counted days; ' || n.filed || ' of ' || n.due || ' reports filed.'
         || n.told AS reason,
       n.as_of AS day, %(days)s AS school_days
FROM judging_news n
CROSS JOIN LATERAL (
  SELECT count(*) AS times
  FROM attendance_truancyreport r JOIN attendance_reportdecision d ON d.report_id = r.id
  WHERE r.student_id = n.student_id AND r.school_year = n.school_year
    AND d.verdict = %(verdict_withdrawn)s) fell
WHERE n.due > n.filed AND (n.due > n.due_before OR n.filed < n.filed_before)

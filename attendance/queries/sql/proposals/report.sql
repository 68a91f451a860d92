-- A report that became due and is not filed.
SELECT n.student_id, n.school_id, n.is_first, n.evidence,
       n.student_id || ':' || n.school_year || ':report:' || n.due AS key,
       replace(%(title)s, '{due}', n.due::text) AS title,
       n.counted || ' counted days; ' || n.filed || ' of ' || n.due || ' reports filed.'
         || n.told AS reason,
       n.as_of AS day, %(days)s AS school_days
FROM judging_news n
WHERE n.due > n.due_before AND n.due > n.filed

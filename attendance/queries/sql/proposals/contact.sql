-- A first counted day, where no report is due yet.
SELECT n.student_id, n.school_id, n.is_first, n.evidence,
       n.student_id || ':' || n.school_year || ':counted' AS key,
       'Contact the family: first counted day' AS title,
       'Counted days went from 0 to ' || n.counted || '.' || n.told AS reason,
       n.as_of AS day, %(days)s AS school_days
FROM judging_news n
WHERE n.counted_before = 0 AND n.counted > 0 AND n.due = 0

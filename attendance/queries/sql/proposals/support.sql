-- An attendance band that became worse.
SELECT n.student_id, n.school_id, n.is_first, n.evidence,
       n.student_id || ':' || n.school_year || ':band:' || n.band AS key,
       CASE WHEN n.band = %(band_at_risk)s THEN %(check_in)s
            ELSE %(support)s END AS title,
       'Attendance band went from '
         || (%(labels)s::text[])[array_position(%(bands)s::text[], n.band_before)] || ' to '
         || (%(labels)s::text[])[array_position(%(bands)s::text[], n.band)] || '.'
         || n.told AS reason,
       n.as_of AS day, %(days)s AS school_days
FROM judging_news n
WHERE array_position(%(bands)s::text[], n.band) > array_position(%(bands)s::text[], n.band_before)

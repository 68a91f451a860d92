-- A tier that became more intensive, and that no open case has yet.
SELECT n.student_id, n.school_id, n.is_first, n.evidence,
       n.student_id || ':' || n.school_year || ':tier:' || n.tier AS key,
       'Decide the tier: ' || n.tier || ' is suggested' AS title,
       'The suggested tier went from ' || n.tier_before || ' to ' || n.tier || '.'
         || n.told AS reason,
       n.as_of AS day, %(days)s AS school_days
FROM judging_news n
WHERE array_position(%(tiers)s::text[], n.tier) > array_position(%(tiers)s::text[], n.tier_before)
  -- A first counted day, or a first band, says it already.
  AND (n.tier = %(tier_intensive)s
       OR NOT (n.counted_before = 0 AND n.counted > 0
               OR n.band_before = %(band_satisfactory)s AND n.band <> %(band_satisfactory)s))
  AND NOT EXISTS (
    SELECT FROM cases_case k
    WHERE k.student_id = n.student_id AND k.closed_on IS NULL
      AND array_position(%(tiers)s::text[], k.tier::text)
       >= array_position(%(tiers)s::text[], n.tier))

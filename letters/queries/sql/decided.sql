-- Letters on whose report a verdict was given lately that calls for a change: those not mailed
-- fall with it, those mailed are flagged once, and when it is upheld those that fell go on and
-- those flagged are so no more. A correction is called for by a report that fell: with it
-- everything is the other way round.
SELECT n.id,
       CASE WHEN n.stage = %(stage_mailed)s AND stands.is_so THEN %(event_supported)s
            WHEN n.stage = %(stage_mailed)s THEN %(event_unsupported)s
            WHEN stands.is_so THEN %(event_reopened)s
            ELSE %(event_withdrawn)s END AS becomes
FROM (
  SELECT d.report_id FROM attendance_reportdecision d WHERE %(everything)s
  UNION
  SELECT d.report_id FROM attendance_reportdecision d WHERE d.decided_at >= %(since)s
) decided
JOIN letters_notice n ON n.report_id = decided.report_id
CROSS JOIN LATERAL (
  SELECT {{attendance/stands n.report_id}} <> (n.kind = ANY(%(corrections)s)) AS is_so) stands
WHERE (n.stage = ANY(%(open)s) AND NOT stands.is_so)
   OR (n.stage = %(stage_withdrawn)s AND stands.is_so AND NOT coalesce((
         SELECT e.kind = %(event_not_sent)s FROM letters_letterevent e
         WHERE e.notice_id = n.id AND e.kind IN (%(event_not_sent)s, %(event_goes_on)s)
         ORDER BY e.id DESC LIMIT 1), false)
       AND (n.kind <> ALL(%(corrections)s) OR EXISTS (  -- of what never left nothing is corrected
         SELECT FROM letters_notice m WHERE m.report_id = n.report_id
           AND m.kind <> ALL(%(corrections)s) AND m.stage = %(stage_mailed)s)))
   OR (n.stage = %(stage_mailed)s AND stands.is_so = coalesce((
         SELECT e.kind = %(event_unsupported)s FROM letters_letterevent e
         WHERE e.notice_id = n.id
           AND e.kind IN (%(event_mailed)s, %(event_unsupported)s, %(event_supported)s)
         ORDER BY e.id DESC LIMIT 1), false))

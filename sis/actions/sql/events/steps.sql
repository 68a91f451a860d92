-- Steps that are new, or known by more than was on file. One that was withdrawn stays so.
SELECT h.student_id, h.kind, h.date, h.placed::timestamp AT TIME ZONE %(zone)s AS happened_at,
       jsonb_strip_nulls(jsonb_build_object('channel', nullif(h.channel, ''),
         'language', nullif(h.language, ''), 'by', nullif(h."by", ''),
         'listed_dates', nullif(to_jsonb(h.listed_dates), '[]'::jsonb)))::json AS detail
FROM staging.import_history_placed h
WHERE h.kind <> 'report' AND NOT EXISTS (
  SELECT FROM attendance_processstep p
  WHERE p.student_id = h.student_id AND p.evidence_kind = %(evidence)s
    AND p.evidence_id = h.kind || ':' || h.date AND p.withdrawn_at IS NOT NULL)

-- Present again, or no longer covered: the row goes, in the second case to the set-aside marks.
DELETE FROM attendance_mark m USING staging.import_becoming k
WHERE k.mark_id = m.id AND becomes IN ('unstored now', 'aside')

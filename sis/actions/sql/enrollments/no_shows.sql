-- Enrollments that end on the day they begin, save by types of exit of which a person said so.
SELECT count(*), (array_agg(line ORDER BY line))[1:3]
FROM staging.import_enrollments
WHERE exit_date = entry_date AND NOT EXISTS (
  SELECT FROM sis_sourceword w
  WHERE w.kind = %(exit)s AND w.meaning = %(kept)s AND lower(w.word) = lower(exit_type))

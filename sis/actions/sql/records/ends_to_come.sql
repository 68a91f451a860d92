-- The file says no ends: those that are still to come stay.
UPDATE staging.import_populations_last s SET "end" = t."end"
FROM students_population t
WHERE (t.student_id, t.kind, t.label) = (s.student_id, s.kind, s.label)
  AND t.start IS NOT DISTINCT FROM s.start AND t."end" >= %(today)s

-- Enrollments that stand otherwise than what was said of their type of exit, once no import is left
-- that would load them again: the child who never came is enrolled on a day, or the other way round.
SELECT e.id
FROM sis_sourceword w
JOIN students_enrollment e ON lower(e.exit_type) = lower(w.word)
WHERE w.kind = %(kind_exit)s
  AND CASE WHEN w.meaning = %(never)s THEN e.exit_date = e.entry_date
           ELSE e.exit_type <> '' AND e.exit_date = e.entry_date - 1 END
  AND NOT EXISTS (SELECT FROM sis_importrun r WHERE r.is_partial AND r.state = ANY(%(at_work)s))

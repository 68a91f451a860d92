-- Who never came was enrolled on no day: the enrollment is over before it begins. Types of exit that
-- are known say so, and those of which a person said it, on the first day.
UPDATE staging.import_enrollments e SET exit_date = entry_date - 1
WHERE exit_date IS NOT NULL
  AND (exit_type <> ''
       AND btrim(regexp_replace(lower(exit_type), '[^[:alnum:]]+', ' ', 'g')) = ANY(%(words)s)
    OR exit_date = entry_date AND EXISTS (
       SELECT FROM sis_sourceword w
       WHERE w.kind = %(exit)s AND w.meaning = %(never)s AND lower(w.word) = lower(exit_type)))

-- Who never came was enrolled on no day: the enrollment is over before it begins.
UPDATE staging.import_enrollments SET exit_date = entry_date - 1
WHERE exit_date IS NOT NULL AND exit_type <> ''
  AND btrim(regexp_replace(lower(exit_type), '[^[:alnum:]]+', ' ', 'g')) = ANY(%(words)s)

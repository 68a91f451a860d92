-- Of two telephones the file has one: the other, which stays, is found as well.
UPDATE staging.import_adults_last s
SET phone_key = left(CASE WHEN %(has_first)s THEN concat_ws(' ', nullif(s.phone_key, ''), o.key)
                          ELSE concat_ws(' ', o.key, nullif(s.phone_key, '')) END, 64)
FROM (SELECT sis_id, nullif(right(regexp_replace(
               CASE WHEN %(has_first)s THEN phone2 ELSE phone END, '\D', '', 'g'), 10), '') AS key
      FROM students_guardian) o
WHERE o.sis_id = s.sis_id AND o.key IS NOT NULL

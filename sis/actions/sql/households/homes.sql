-- Where the student lives: the address of the student, else of the adult lived with.
CREATE UNLOGGED TABLE staging.import_homes AS
SELECT g.student_id, g.guardian_id, g.guardian_id AS label, md5(lower(regexp_replace(
         coalesce(nullif(s.street, ''), a.street, '') || ' ' ||
         CASE WHEN s.street <> '' THEN s.city || ' ' || left(s.zip, 5)
              ELSE coalesce(a.city || ' ' || left(a.zip, 5), '') END,
         '[^[:alnum:]]+', ' ', 'g'))) AS address
FROM students_student s
JOIN students_guardianship g
  ON g.student_id = s.id AND g.is_current AND g.lives_with IS NOT FALSE
 AND NOT g.agency_worker AND NOT g.no_contact
LEFT JOIN LATERAL (
  SELECT a.street, a.city, a.zip FROM students_guardianship o
  JOIN students_guardian a ON a.id = o.guardian_id
  WHERE s.street = '' AND o.student_id = s.id AND o.is_current
    AND o.lives_with IS NOT FALSE AND NOT o.agency_worker AND NOT o.no_contact
    AND a.street <> ''
  ORDER BY o.lives_with NULLS LAST, o.primary DESC, a.id LIMIT 1) a ON true
WHERE s.street <> '' OR a.street IS NOT NULL

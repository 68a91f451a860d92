-- Adults of one student who have one name, relation and address, by the lines of the file.
WITH named AS (
  SELECT s.line, t.student_id, g.search_key, t.relation,
         lower(g.street) AS street, lower(g.city) AS city
  FROM students_guardianship t
  JOIN students_guardian g ON g.id = t.guardian_id
  JOIN staging.import_guardians_last s ON s.student_id = t.student_id AND s.sis_id = g.sis_id
  WHERE g.search_key <> ''
), twice AS (
  SELECT min(line) AS first, max(line) AS last FROM named
  GROUP BY student_id, search_key, relation, street, city HAVING count(*) > 1
)
SELECT count(*), (array_agg('lines ' || first || ' and ' || last ORDER BY first))[1:%(most)s]
FROM twice

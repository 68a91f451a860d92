-- Students of this run whose birth date goes with no grade of theirs in any year that they were in
-- it, and, with their question, those of whom that was asked and is no longer so.
WITH touched AS (
  SELECT student_id FROM staging.import_touched
  UNION
  SELECT student_id FROM staging.import_enrollment_changes
  UNION
  SELECT student_id FROM sis_importquestion WHERE kind = %(kind)s AND answer = ''
), dated AS (
  SELECT s.id AS student_id, q.id AS question,
         coalesce(s.birth_date, (q.given->>'birth_date')::date) AS born
  FROM touched JOIN students_student s ON s.id = touched.student_id
  LEFT JOIN sis_importquestion q
    ON q.student_id = s.id AND q.kind = %(kind)s AND q.answer = ''
), grades AS (
  SELECT * FROM unnest(%(grades)s::text[], %(youngest)s::int[], %(oldest)s::int[])
    AS g (grade, youngest, oldest)
), judged AS (
  SELECT d.student_id, d.question, d.born, max(e.grade) AS grade,
         d.born > %(today)s OR bool_and(
           extract(year FROM e.entry_date - interval '6 months') - extract(year FROM d.born)
             - (d.born > make_date(extract(year FROM d.born)::int, 9, 1))::int > g.oldest
           OR extract(year FROM least(coalesce(e.exit_date, %(today)s), %(today)s)
               - interval '6 months') - extract(year FROM d.born)
             - (d.born > make_date(extract(year FROM d.born)::int, 9, 1))::int < g.youngest
         ) AS is_odd
  FROM dated d
  LEFT JOIN students_enrollment e ON e.student_id = d.student_id
  LEFT JOIN grades g ON g.grade = e.grade
  WHERE d.born IS NOT NULL
  GROUP BY d.student_id, d.question, d.born
)
SELECT j.student_id, j.question, j.born::text, coalesce(j.grade, '')
FROM judged j
WHERE (coalesce(j.is_odd, false) AND j.question IS NULL AND NOT EXISTS (
         SELECT FROM sis_importquestion r
         WHERE r.student_id = j.student_id AND r.kind = %(kind)s AND r.answer = %(right)s
           AND r.given->>'birth_date' = j.born::text))
   OR (NOT coalesce(j.is_odd, false) AND j.question IS NOT NULL)
ORDER BY j.student_id

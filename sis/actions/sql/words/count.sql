-- How many rows and students bear each word without a meaning, at which schools, and a few of them.
WITH borne AS (
  SELECT w.id, b.student_id
  FROM sis_sourceword w
  JOIN sis_wordbearer b ON b.kind = w.kind AND lower(b.word) = lower(w.word)
  WHERE w.meaning = '' AND w.kind <> %(code)s
), counted AS (
  SELECT id, count(*) AS rows, count(DISTINCT student_id) AS students,
         to_jsonb((array_agg(DISTINCT student_id))[1:%(most)s]) AS examples
  FROM borne GROUP BY id
), places AS (
  SELECT b.id, e.school_id, count(DISTINCT b.student_id) AS students
  FROM borne b
  JOIN students_enrollment e ON e.student_id = b.student_id
   AND e.entry_date <= %(today)s AND coalesce(e.exit_date, 'infinity') >= %(today)s
  GROUP BY b.id, e.school_id
), schools AS (
  SELECT id, jsonb_agg(jsonb_build_array(school_id, students)
                       ORDER BY students DESC, school_id) AS schools
  FROM places GROUP BY id
)
UPDATE sis_sourceword w
SET rows = c.rows, students = c.students, examples = c.examples,
    schools = coalesce(s.schools, '[]')
FROM counted c LEFT JOIN schools s USING (id)
WHERE w.id = c.id

-- Words of the SIS that stand otherwise than what was said of them: replaced by what nobody said, or not
-- replaced although somebody said what they mean.
WITH said AS (
  SELECT kind, lower(word) AS word, CASE meaning WHEN %(unsaid)s THEN '' ELSE meaning END AS meaning
  FROM sis_sourceword WHERE meaning NOT IN ('', %(kept)s)
), stands AS (
  SELECT id, 'language' AS kind, language AS now, language_text AS word FROM students_guardian
  UNION ALL
  SELECT id, 'language', home_language, home_language_text FROM students_student
  UNION ALL
  SELECT id, 'sex', sex, sex_text FROM students_student
  UNION ALL
  SELECT id, 'grade', grade, grade_text FROM students_enrollment
)
SELECT s.id FROM stands s
WHERE s.word <> '' AND NOT EXISTS (
  SELECT FROM said WHERE (said.kind, said.word, said.meaning) = (s.kind, lower(s.word), s.now))
UNION ALL
SELECT s.id FROM stands s JOIN said ON said.kind = s.kind AND said.word = lower(s.now)
WHERE s.word = '' AND said.meaning <> s.now
UNION ALL
SELECT t.id FROM students_guardianship t
JOIN said ON said.kind = %(kind_relation)s AND said.word = lower(t.relation_text)
WHERE t.relation = %(relation_other)s
UNION ALL
SELECT p.id FROM students_population p
JOIN said ON said.kind = %(kind_population)s AND said.word = lower(p.label)
WHERE p.kind = %(population_other)s

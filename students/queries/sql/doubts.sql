-- Students of these schools whose birth date nobody knows, who have no adult, or no adult with a
-- telephone.
WITH here AS MATERIALIZED (
  SELECT DISTINCT student_id, school_id FROM students_enrollment
  WHERE school_id = ANY(%(schools)s) AND entry_date <= %(on)s
    AND (exit_date IS NULL OR exit_date >= %(on)s)
), adults AS (
  SELECT h.student_id, h.school_id, count(t.id) AS adults,
         count(t.id) FILTER (WHERE g.phone_key <> '') AS telephones
  FROM here h
  LEFT JOIN students_guardianship t ON t.student_id = h.student_id AND t.is_current
  LEFT JOIN students_guardian g ON g.id = t.guardian_id
  GROUP BY h.student_id, h.school_id
)
SELECT 'age' AS key, h.student_id, h.school_id
FROM here h JOIN students_student s ON s.id = h.student_id
WHERE s.birth_date IS NULL
UNION ALL
SELECT CASE WHEN adults = 0 THEN 'adult' ELSE 'telephone' END, student_id, school_id
FROM adults WHERE telephones = 0

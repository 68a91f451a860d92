-- A date that is asked about is not known, until somebody answers or the SIS says another.
UPDATE staging.import_students_last s SET birth_date = NULL
FROM sis_importquestion q JOIN students_student t ON t.id = q.student_id
WHERE t.sis_id = s.sis_id AND q.kind = %(kind)s AND q.answer = ''
  AND s.birth_date::text = q.given->>'birth_date'

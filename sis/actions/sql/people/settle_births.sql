-- The SIS says another date by now, or none.
UPDATE sis_importquestion q SET answer = %(settled)s, answered_at = %(at)s
FROM staging.import_students_last s JOIN students_student t USING (sis_id)
WHERE q.student_id = t.id AND q.kind = %(kind)s AND q.answer = ''
  AND s.birth_date::text IS DISTINCT FROM q.given->>'birth_date'

-- Rows that wait although their question is answered and no import will load them any more.
SELECT w.id FROM sis_waitingrow w
JOIN sis_importquestion q ON q.id = w.question_id
LEFT JOIN sis_importrun r ON r.id = q.taken_up_by_id
WHERE q.answer <> '' AND (r.id IS NULL OR r.state = ANY(%(over)s))

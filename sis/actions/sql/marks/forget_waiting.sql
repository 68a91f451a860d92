-- What waits of earlier nights on days that the file covers: the file says it again, or it is gone.
DELETE FROM sis_waitingrow w
USING staging.import_windows i JOIN students_school c ON c.id = i.school_id
WHERE w.file = 'marks.csv' AND w.values->>'school_id' = c.sis_id
  AND w.values->>'date' BETWEEN i.first::text AND i.last::text

-- Marks on file that the file covers and lacks.
-- OFFSET 0: the marks within the windows first. Left to itself the planner expects hardly any
-- mark without its twin in the file, and holds every mark of the district against each window.
CREATE UNLOGGED TABLE staging.import_withdrawn AS
SELECT m.*
FROM (
  SELECT m.id, m.student_id, m.school_id, m.date, m.period, m.code_id, m.minutes_missed, m.reason
  FROM staging.import_windows w
  JOIN attendance_mark m ON m.school_id = w.school_id AND m.date BETWEEN w.first AND w.last
  OFFSET 0) m
WHERE NOT EXISTS (
  SELECT FROM staging.import_kept k
  WHERE k.student_id = m.student_id AND k.date = m.date
    AND k.school_id = m.school_id AND k.period = m.period)
  AND NOT EXISTS (
  SELECT FROM staging.import_held h
  WHERE h.file = 'marks.csv' AND h.student_id = m.student_id)

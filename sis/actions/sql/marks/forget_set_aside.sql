-- What the file covers replaces what was set aside there, too.
DELETE FROM sis_setaside a USING staging.import_windows w
WHERE w.school_id = a.school_id AND a.date BETWEEN w.first AND w.last AND NOT EXISTS (
  SELECT FROM staging.import_kept k
  WHERE k.student_id = a.student_id AND k.date = a.date AND k.school_id = a.school_id
    AND k.period = a.period AND k.why IS NOT NULL)
  AND NOT EXISTS (
  SELECT FROM staging.import_held h
  WHERE h.file = 'marks.csv' AND h.student_id = a.student_id)

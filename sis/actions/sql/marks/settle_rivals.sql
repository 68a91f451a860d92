-- Keep what first rows said; what the file covers and does not say any more is gone.
WITH gone AS (
  DELETE FROM attendance_rivalmark o
  WHERE (EXISTS (SELECT FROM staging.import_windows w
                 WHERE w.school_id = o.school_id AND o.date BETWEEN w.first AND w.last)
      OR EXISTS (SELECT FROM staging.import_kept k
                 WHERE (k.student_id, k.date, k.school_id, k.period)
                     = (o.student_id, o.date, o.school_id, o.period)))
    AND NOT EXISTS (SELECT FROM staging.import_rivals r
                    WHERE (r.student_id, r.date, r.school_id, r.period)
                        = (o.student_id, o.date, o.school_id, o.period))
    AND NOT EXISTS (SELECT FROM staging.import_held h
                    WHERE h.file = 'marks.csv' AND h.student_id = o.student_id)
  RETURNING o.student_id, o.date
), said AS (
  INSERT INTO attendance_rivalmark AS o (student_id, date, school_id, period, code_id, minutes_missed, reason)
  SELECT student_id, date, school_id, period, code_id, minutes_missed, coalesce(reason, '')
  FROM staging.import_rivals
  ON CONFLICT (student_id, date, school_id, period) DO UPDATE
  SET code_id = excluded.code_id, minutes_missed = excluded.minutes_missed, reason = excluded.reason
  WHERE (o.code_id, o.minutes_missed, o.reason)
    IS DISTINCT FROM (excluded.code_id, excluded.minutes_missed, excluded.reason)
  RETURNING o.student_id, o.date
)
INSERT INTO staging.import_due
SELECT DISTINCT student_id, extract(year FROM date - interval '6 months')::smallint
FROM (SELECT * FROM gone UNION ALL SELECT * FROM said) touched

-- Reports from before go-live. One without its filing date or its days is known, not countable.
WITH new AS (
  INSERT INTO attendance_truancyreport (student_id, school_year, filed_at, has_time, receiver,
    filed_by, source, source_key, listed_dates, is_countable, policy_version)
  SELECT student_id, extract(year FROM placed - interval '6 months')::smallint,
         placed::timestamp AT TIME ZONE %(zone)s, false, '', "by", %(history)s, left(key, 120),
         listed_dates, date IS NOT NULL AND listed_dates <> '{}', %(history)s
  FROM staging.import_history_placed WHERE kind = 'report'
  ON CONFLICT (source_key) DO NOTHING
  RETURNING student_id, school_year
)
INSERT INTO staging.import_due SELECT student_id, school_year FROM new

DELETE FROM attendance_bellperiod b
USING (SELECT DISTINCT school_id FROM staging.import_bell_last) named
WHERE named.school_id = b.school_id AND NOT EXISTS (
  SELECT FROM staging.import_bell_last s
  WHERE s.school_id = b.school_id AND s.period = b.period)

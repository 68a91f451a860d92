INSERT INTO sis_setaside (student_id, school_id, date, period, code_id, minutes_missed, reason, why)
SELECT student_id, school_id, date, period, code_id, minutes_missed, reason, why
FROM staging.import_becoming k
WHERE becomes = 'aside'
ON CONFLICT (student_id, date, school_id, period) DO UPDATE
SET code_id = excluded.code_id, minutes_missed = excluded.minutes_missed,
    reason = excluded.reason, why = excluded.why
WHERE (sis_setaside.code_id, sis_setaside.minutes_missed, sis_setaside.reason, sis_setaside.why)
  IS DISTINCT FROM (excluded.code_id, excluded.minutes_missed, excluded.reason, excluded.why)

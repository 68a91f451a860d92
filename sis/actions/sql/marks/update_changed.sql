UPDATE attendance_mark m
SET code_id = k.code_id, minutes_missed = k.minutes_missed, reason = k.reason
FROM staging.import_becoming k
WHERE k.mark_id = m.id AND becomes = 'changed'

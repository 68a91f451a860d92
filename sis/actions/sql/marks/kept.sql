-- One row per student, date, school and period, in the order of Mark's unique index, so that
-- inserting walks the index: the last of the file. `why` is null where an enrollment and a school day
-- cover it. A column that the file lacks is as it is on file.
CREATE UNLOGGED TABLE staging.import_kept AS
WITH chosen AS (
  SELECT DISTINCT ON (student_id, date, school_id, period)
         line, student_id, date, school_id, period, code_id, minutes_missed, reason
  FROM staging.import_marks
  ORDER BY student_id, date, school_id, period, line DESC
), covered AS (
  SELECT s.*, c.kind = %(present)s AS is_present, {{sis/uncovered s}} AS why
  FROM chosen s
  JOIN attendance_attendancecode c ON c.id = s.code_id
  LEFT JOIN students_schoolday day ON day.school_id = s.school_id AND day.date = s.date
)
SELECT k.line, k.student_id, k.date, k.school_id, k.period, k.code_id,
       CASE WHEN %(has_minutes)s THEN k.minutes_missed ELSE m.minutes_missed END AS minutes_missed,
       CASE WHEN %(has_reason)s THEN k.reason ELSE coalesce(m.reason, '') END AS reason,
       k.is_present, k.why, m.id AS mark_id, m.code_id AS old_code_id,
       m.minutes_missed AS old_minutes, m.reason AS old_reason,
       NOT is_present OR bool_or(NOT is_present AND why IS NULL) OVER (
         PARTITION BY k.student_id, k.date) AS is_stored
FROM covered k
LEFT JOIN attendance_mark m
  ON m.student_id = k.student_id AND m.date = k.date
 AND m.school_id = k.school_id AND m.period = k.period
ORDER BY k.student_id, k.date, k.school_id, k.period

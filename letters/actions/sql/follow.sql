-- A first notice for each student-year whose first report that stands has none, unless the family
-- had its notice already (a notice from before go-live is its twin).
WITH touched AS (
  SELECT DISTINCT r.student_id FROM attendance_truancyreport r
  WHERE r.school_year = %(school_year)s
    AND (%(everything)s OR r.created_at >= %(since)s OR EXISTS (
      SELECT FROM attendance_reportdecision d
      WHERE d.report_id = r.id AND d.decided_at >= %(since)s))
), standing AS (
  SELECT DISTINCT ON (r.student_id) r.student_id, r.id,
         (r.filed_at AT TIME ZONE %(zone)s)::date AS filed_on
  FROM touched t JOIN attendance_truancyreport r USING (student_id)
  WHERE r.school_year = %(school_year)s AND r.is_countable AND {stands}
  ORDER BY r.student_id, r.filed_at, r.id
)
INSERT INTO letters_notice (student_id, school_id, school_year, kind, cause, due_by, stage)
SELECT s.student_id, at.school_id, %(school_year)s, 'first_notice', 'report:' || s.id,
       coalesce((SELECT d.date FROM students_schoolday d
                 WHERE d.school_id = at.school_id AND d.is_school_day AND d.date > s.filed_on
                 ORDER BY d.date OFFSET greatest(%(days)s - 1, 0) LIMIT 1), s.filed_on + %(days)s),
       'due'
FROM standing s
CROSS JOIN LATERAL (
  SELECT e.school_id FROM students_enrollment e WHERE e.student_id = s.student_id
  ORDER BY e.entry_date DESC, e.id DESC LIMIT 1) at
WHERE NOT EXISTS (
    SELECT FROM letters_notice n
    JOIN attendance_truancyreport r ON 'report:' || r.id = n.cause
    WHERE n.student_id = s.student_id AND n.school_year = %(school_year)s
      AND n.kind = 'first_notice' AND {stands})
  AND NOT EXISTS (
    SELECT FROM attendance_processstep p
    WHERE p.student_id = s.student_id AND p.school_year = %(school_year)s
      AND p.kind = 'notice_48260_5' AND p.withdrawn_at IS NULL)
ON CONFLICT (kind, cause) DO NOTHING
RETURNING id

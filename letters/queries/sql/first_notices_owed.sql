-- A first notice for each student-year whose first report that stands has none, unless the family
-- had its notice already (a notice from before go-live is its twin).
WITH touched AS (
  SELECT r.student_id FROM attendance_truancyreport r
  WHERE r.school_year = %(school_year)s AND %(everything)s
  UNION
  SELECT r.student_id FROM attendance_truancyreport r
  WHERE r.school_year = %(school_year)s AND r.created_at >= %(since)s
  UNION
  SELECT r.student_id
  FROM attendance_reportdecision d JOIN attendance_truancyreport r ON r.id = d.report_id
  WHERE r.school_year = %(school_year)s AND d.decided_at >= %(since)s
), standing AS (
  SELECT DISTINCT ON (r.student_id) r.student_id, r.id,
         (r.filed_at AT TIME ZONE %(zone)s)::date AS filed_on
  FROM touched t JOIN attendance_truancyreport r USING (student_id)
  WHERE r.school_year = %(school_year)s AND r.is_countable AND {{attendance/stands r.id}}
  ORDER BY r.student_id, r.filed_at, r.listed_dates, r.source_key
)
SELECT s.student_id, at.school_id, s.id AS report_id, s.filed_on AS asked_on
FROM standing s
CROSS JOIN LATERAL students_last_place(s.student_id, %(on)s) at
WHERE NOT EXISTS (
    SELECT FROM letters_notice n
    WHERE n.student_id = s.student_id AND n.school_year = %(school_year)s
      AND n.kind = %(kind)s AND {{attendance/stands n.report_id}})
  AND NOT EXISTS (
    SELECT FROM attendance_processstep p
    WHERE p.student_id = s.student_id AND p.school_year = %(school_year)s
      AND p.kind = %(step)s AND p.withdrawn_at IS NULL)
ORDER BY s.filed_on, s.student_id

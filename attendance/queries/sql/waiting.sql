-- Reports that wait for a person to withdraw or uphold them, the longest waiting first.
SELECT r.id AS report_id, s.id AS student_id, s.sis_id, s.first_name, s.last_name,
       t.school_id, k.name AS school, t.grade, r.school_year::integer,
       (SELECT count(*) FROM attendance_truancyreport q
        WHERE q.student_id = r.student_id AND q.school_year = r.school_year AND q.is_countable
          AND (q.filed_at, q.listed_dates, q.source_key)
              <= (r.filed_at, r.listed_dates, r.source_key) AND {{attendance/stands q.id}})::integer
         AS number,
       r.filed_at, r.filed_by, r.listed_dates, f.reasons, f.found_at
FROM attendance_reportflag f
JOIN attendance_truancyreport r ON r.id = f.report_id
JOIN students_student s ON s.id = r.student_id
JOIN attendance_standing t ON t.student_id = r.student_id AND t.school_year = r.school_year
JOIN students_school k ON k.id = t.school_id
WHERE f.report_id IN (SELECT w.report_id FROM attendance_waiting w)
  AND (%(students)s::bigint[] IS NULL OR r.student_id = ANY(%(students)s::bigint[]))
  AND (%(school_year)s::integer IS NULL OR r.school_year = %(school_year)s)
  AND {{students/reached r.student_id}}
ORDER BY f.found_at, k.name_order, k.id, s.name_order, s.id, r.filed_at, r.listed_dates,
         r.source_key

-- The same for each school.
SELECT c.sis_id, sum(h.open)::bigint AS open, sum(coalesce(e.ended, 0))::bigint AS ended
FROM staging.import_here h
JOIN students_school c ON c.id = h.school_id
LEFT JOIN (SELECT student_id, count(*) AS ended FROM staging.import_left_out GROUP BY 1) e
  USING (student_id)
GROUP BY 1 ORDER BY 1

-- Students with memberships that are not over: how many, and whether the file names the student.
CREATE UNLOGGED TABLE staging.import_open AS
SELECT t.student_id, count(*) AS open,
       t.student_id IN (SELECT student_id FROM staging.import_populations_last)
         OR t.student_id IN (
           SELECT student_id FROM staging.import_held WHERE file = 'populations.csv') AS is_named
FROM students_population t
WHERE t."end" IS NULL OR t."end" >= %(today)s
GROUP BY t.student_id

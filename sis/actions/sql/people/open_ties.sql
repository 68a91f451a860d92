-- Students with adults on file: how many, and whether the file names the student.
CREATE UNLOGGED TABLE staging.import_open AS
SELECT t.student_id, count(*) AS open,
       t.student_id IN (SELECT student_id FROM staging.import_guardians_last)
         OR t.student_id IN (
           SELECT student_id FROM staging.import_held WHERE file = 'guardians.csv') AS is_named
FROM students_guardianship t
WHERE t.is_current
GROUP BY t.student_id

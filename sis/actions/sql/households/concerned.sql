-- Students whose home could have changed, with everybody at their old and new homes.
CREATE UNLOGGED TABLE staging.import_moved AS
WITH touched AS (SELECT DISTINCT student_id FROM staging.import_touched)
SELECT student_id FROM touched
UNION
SELECT o.student_id
FROM touched
JOIN staging.import_homes h USING (student_id)
JOIN staging.import_homes o USING (address)
UNION
SELECT m.id
FROM touched
JOIN students_student s ON s.id = touched.student_id
JOIN students_student m ON m.household_id = s.household_id

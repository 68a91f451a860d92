-- Of whom nothing is on file that the file lacks: those whom it names and, where each row could be
-- told to be of a student, all of the schools for which it speaks. The schools that a manifest says
-- it is not the whole of are left alone, and so is everybody of whom a row was not loaded.
CREATE UNLOGGED TABLE staging.import_spoken_for AS
SELECT student_id FROM staging.import_open o
WHERE (is_named OR %(is_placed)s AND student_id IN (
    SELECT student_id FROM staging.import_here
    JOIN staging.import_schools_named USING (school_id) WHERE is_whole))
  AND student_id NOT IN (SELECT student_id FROM staging.import_held WHERE file = %(file)s)
  AND student_id NOT IN (
    SELECT student_id FROM staging.import_here WHERE school_id = ANY(%(spared)s))

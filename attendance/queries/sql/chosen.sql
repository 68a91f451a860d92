-- The students that a question is about.
CREATE TEMP TABLE judging_student AS
SELECT DISTINCT unnest(%(students)s::bigint[]) AS student_id;

ANALYZE judging_student;

-- Leave the student-years that a step changed something of to be judged again: of a first import
-- they are all students there are.
SELECT attendance_mark_due(array_agg(student_id), array_agg(school_year)) FROM staging.import_due

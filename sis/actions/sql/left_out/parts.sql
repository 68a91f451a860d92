-- Schools of which the file names too few for the whole.
SELECT c.name, named, students
FROM staging.import_schools_named n JOIN students_school c ON c.id = n.school_id
WHERE n.named > 0 AND NOT n.is_whole ORDER BY n.students - n.named DESC, c.id

-- Students in the file who are on file, and whose birth date or name would change. A value that is
-- filled in for the first time is no change.
SELECT count(*) AS on_file,
       count(*) FILTER (WHERE t.birth_date IS NOT NULL
         AND t.birth_date IS DISTINCT FROM s.birth_date) AS births,
       count(*) FILTER (WHERE t.first_name || t.last_name <> ''
         AND (t.first_name, t.last_name)
           IS DISTINCT FROM (s.first_name::varchar, s.last_name::varchar)) AS names
FROM students_student t JOIN staging.import_students_last s USING (sis_id)

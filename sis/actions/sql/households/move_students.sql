UPDATE students_student s SET household_id = k.id
FROM staging.import_households n LEFT JOIN students_household k ON k.key = n.key
WHERE s.id = n.student_id AND s.household_id IS DISTINCT FROM k.id

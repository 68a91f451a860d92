-- The other children of a household, where they go to school on the day, and whether they are
-- within the reader's reach.
SELECT o.id, o.sis_id, o.first_name, o.middle_name, o.last_name, p.school_id, p.school, p.grade,
       {{students/reached o.id}} AS in_reach
FROM students_student o
LEFT JOIN LATERAL students_place_on(o.id, %(on)s) p ON true
WHERE o.household_id = %(household)s AND o.id <> %(student)s
ORDER BY o.name_order, o.id

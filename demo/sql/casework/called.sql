-- Whom a school calls first about each student: nobody whom it must not contact.
SELECT DISTINCT ON (g.student_id) g.student_id, g.guardian_id, u.first_name AS adult, u.language, u.interpreter
FROM students_guardianship g JOIN students_guardian u ON u.id = g.guardian_id
WHERE NOT g.no_contact AND g.is_current
ORDER BY g.student_id, g."primary" DESC, g.id

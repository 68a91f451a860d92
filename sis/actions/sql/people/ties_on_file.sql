SELECT count(*) FROM students_guardianship WHERE is_current

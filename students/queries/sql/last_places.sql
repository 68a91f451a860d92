SELECT s.student_id, p.school_id, p.school, p.grade
FROM unnest(%(students)s::bigint[]) s (student_id)
CROSS JOIN LATERAL students_last_place(s.student_id, %(on)s) p

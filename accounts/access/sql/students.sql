-- Students within reach by their keys, by name; with the enrollments through which a school or a
-- region reaches each.
SELECT s.*, (SELECT coalesce(json_agg(json_build_object(
                      'school_id', e.school_id,
                      'region_id', (SELECT k.region_id FROM students_school k
                                    WHERE k.id = e.school_id),
                      'has_ended', e.exit_date IS NOT NULL AND e.exit_date < %(reach_on)s)), '[]')
             FROM students_enrollment e
             WHERE e.student_id = s.id AND e.entry_date <= %(reach_on)s
               AND (e.exit_date IS NULL OR e.exit_date >= %(since)s)) AS reached_places
FROM students_student s
WHERE s.id = ANY(%(keys)s) AND {{students/reached s.id}}
ORDER BY s.name_order, s.id

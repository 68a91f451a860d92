(
    %(reach_all)s OR {of} IN (SELECT unnest(%(reach_students)s::bigint[])) OR EXISTS (
        SELECT FROM students_enrollment reach
        WHERE reach.student_id = {of} AND reach.entry_date <= %(reach_on)s
          AND (reach.exit_date IS NULL OR reach.exit_date >= %(reach_since)s)
          AND (reach.school_id = ANY(%(reach_schools)s)
               OR reach.school_id IN (SELECT at.id FROM students_school at
                                      WHERE at.region_id = ANY(%(reach_regions)s)))))

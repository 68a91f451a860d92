CASE WHEN NOT EXISTS (
       SELECT FROM students_enrollment e
       WHERE e.student_id = {of}.student_id AND e.school_id = {of}.school_id
         AND e.entry_date <= {of}.date
         AND (e.exit_date IS NULL OR e.exit_date >= {of}.date))
     THEN %(no_enrollment)s
     WHEN (day.is_school_day OR day.is_left_out) IS NOT TRUE THEN %(not_a_school_day)s END

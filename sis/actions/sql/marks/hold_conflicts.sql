-- Keys that come with different codes are left alone.
UPDATE staging.import_kept k SET is_held = true
FROM (SELECT student_id, date, school_id, period
      FROM staging.import_marks
      GROUP BY student_id, date, school_id, period
      HAVING count(DISTINCT code_id) > 1) c
WHERE (k.student_id, k.date, k.school_id, k.period)
    = (c.student_id, c.date, c.school_id, c.period)

-- Letters of one kind that are owed become due, a number of school days after they were called for.
INSERT INTO letters_notice
  (student_id, school_id, school_year, kind, report_id, referral, hearing, due_by, stage)
SELECT o.student_id, o.school_id, coalesce(o.school_year, %(school_year)s), %(kind)s, o.report_id, o.referral, o.hearing,
       coalesce((SELECT d.date FROM students_schoolday d
                 WHERE d.school_id = o.school_id AND d.is_school_day AND d.date > o.asked_on
                 ORDER BY d.date OFFSET greatest(%(days)s - 1, 0) LIMIT 1), o.asked_on + %(days)s),
       %(stage)s
FROM jsonb_to_recordset(%(owed)s::jsonb) AS o (
  student_id bigint, school_id bigint, report_id bigint, referral bigint, hearing bigint,
  school_year smallint, asked_on date)
ON CONFLICT DO NOTHING
RETURNING id

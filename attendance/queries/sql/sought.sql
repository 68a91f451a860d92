-- Of these students: who is looked for, and the days in a row that each is absent without a reason
-- known, up to the day judged last. Who left is not absent now.
SELECT c.student_id,
       EXISTS (SELECT FROM attendance_sought s WHERE s.student_id = c.student_id) AS is_sought,
       coalesce(cardinality(n.dates), 0) AS days
FROM unnest(%(students)s::bigint[]) AS c (student_id)
LEFT JOIN attendance_standing t
  ON t.student_id = c.student_id AND t.school_year = %(school_year)s AND t.is_enrolled
LEFT JOIN LATERAL attendance_unexplained_now(t.student_id, %(first_day)s, least(
    %(as_of)s, (SELECT max(a.as_of) FROM attendance_assessment a
                WHERE a.school_year = %(school_year)s AND a.finished_at IS NOT NULL))) n ON true

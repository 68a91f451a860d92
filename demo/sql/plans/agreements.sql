-- The student agreed, and of two in three an adult.
INSERT INTO plans_planagreement (plan_id, guardian_id, name, answer, "on", recorded_by_id, recorded_at)
SELECT %(first_plan)s + p.nth, a.guardian_id, a.name, 'agreed', p.started_on, p.holder,
       (p.started_on + time '10:20') AT TIME ZONE %(zone)s
FROM staging.demo_plan p
CROSS JOIN LATERAL (
  SELECT NULL::bigint AS guardian_id, u.first_name || ' ' || u.last_name AS name
  FROM students_student u WHERE u.id = p.student_id
  UNION ALL
  SELECT g.id, g.first_name || ' ' || g.last_name FROM students_guardian g
  WHERE g.id = p.guardian_id AND staging.pick(p.number, 'adult agreed', 3) > 0) a
ORDER BY p.nth, a.guardian_id NULLS FIRST

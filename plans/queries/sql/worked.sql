-- What plans did that met two goals, of students at schools of a level and, where barriers are given, of
-- whom one of them was named: the codes of the menu together, and of how many plans. What was ended before
-- the plan, or never done, did not meet them. Fewer than `least` plans say little, and might be known by
-- somebody.
WITH ended AS (
  SELECT p.id, p.ended_on
  FROM plans_plan p
  JOIN cases_case c ON c.id = p.case_id
  JOIN students_school k ON k.id = c.school_id AND k.level = %(level)s
  WHERE p.ended_on >= %(since)s::date
    AND 2 <= (
      SELECT count(*) FROM plans_planreview r
      WHERE r.plan_id = p.id AND r."on" > r.goal_until AND r.days > 0 AND r.missed <= r.goal_missed)
    AND (%(barriers)s::text[] = '{}' OR EXISTS (
      SELECT FROM plans_interview i JOIN plans_interviewbarrier b ON b.interview_id = i.id
      WHERE i.student_id = p.student_id AND b.code = ANY (%(barriers)s::text[])
        AND i.held_on BETWEEN p.started_on - %(asked_before)s::integer AND p.ended_on
        AND NOT EXISTS (SELECT FROM plans_interviewwithdrawal w WHERE w.interview_id = i.id)))
), done AS (
  SELECT e.id, array_agg(DISTINCT s.code ORDER BY s.code) AS codes
  FROM ended e
  JOIN plans_strategy s ON s.plan_id = e.id AND s.code = ANY (%(menu)s::text[])
   AND (s.ended_on IS NULL OR s.ended_on = e.ended_on)
   AND EXISTS (SELECT FROM plans_delivery d WHERE d.strategy_id = s.id AND d.status = %(done)s)
  GROUP BY e.id
)
SELECT d.codes, count(*) AS plans
FROM done d
GROUP BY d.codes
HAVING count(*) >= %(least)s
ORDER BY count(*) DESC, d.codes
LIMIT %(most)s

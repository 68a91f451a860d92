-- What plans did that met two goals, of students at schools of a level and, where barriers are given, of
-- whom one of them was named: the codes of the menu together, and of how many plans. Of those that ended
-- last, each looked up by itself, so that it takes no longer in a district of many. What was ended before
-- the plan, or never done, did not meet the goals. Fewer than `least` plans say little, and might be known
-- by somebody.
WITH last AS MATERIALIZED (
  SELECT p.id, p.case_id, p.student_id, p.started_on, p.ended_on
  FROM plans_plan p
  WHERE p.ended_on >= %(since)s::date
  ORDER BY p.ended_on DESC, p.id DESC
  LIMIT %(looked_at)s
), met AS (
  SELECT p.*
  FROM last p
  CROSS JOIN LATERAL (
    SELECT count(*) AS times FROM plans_planreview r
    WHERE r.plan_id = p.id AND r."on" > r.goal_until AND r.days > 0 AND r.missed <= r.goal_missed
      AND r.undone_at IS NULL) r
  CROSS JOIN LATERAL (
    SELECT k.level FROM cases_case c JOIN students_school k ON k.id = c.school_id
    WHERE c.id = p.case_id LIMIT 1) k
  WHERE r.times >= 2 AND k.level = %(level)s
    AND (%(barriers)s::text[] = '{}' OR EXISTS (
      SELECT FROM plans_interview i JOIN plans_interviewbarrier b ON b.interview_id = i.id
      WHERE i.student_id = p.student_id AND b.code = ANY (%(barriers)s::text[])
        AND i.held_on BETWEEN p.started_on - %(asked_before)s::integer AND p.ended_on
        AND NOT EXISTS (SELECT FROM plans_interviewwithdrawal w WHERE w.interview_id = i.id)))
)
SELECT d.codes, count(*) AS plans
FROM met m
CROSS JOIN LATERAL (
  SELECT array_agg(DISTINCT s.code ORDER BY s.code) AS codes
  FROM plans_strategy s
  WHERE s.plan_id = m.id AND s.code = ANY (%(menu)s::text[])
    AND (s.ended_on IS NULL OR s.ended_on = m.ended_on)
    AND EXISTS (SELECT FROM plans_delivery d WHERE d.strategy_id = s.id AND d.status = %(done)s)) d
WHERE d.codes IS NOT NULL
GROUP BY d.codes
HAVING count(*) >= %(least)s
ORDER BY count(*) DESC, d.codes
LIMIT %(most)s

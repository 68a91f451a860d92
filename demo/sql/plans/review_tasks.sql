-- The next review of each plan that runs, left to whoever has the case.
INSERT INTO tasks_task (student_id, school_id, owner_id, kind, title, reason, evidence, due_on, state,
                        state_reason, undo, made_by_id, made_at, made_on)
SELECT p.student_id, p.school_id, p.holder, 'review', 'Review the plan',
       'Miss at most ' || r.goal_missed || ' of ' || r.goal_days || ' school days until '
         || to_char(r.goal_until, 'FMMon FMDD') || ': continue, change or end it.',
       jsonb_build_object('plan', r.id), r.review_on, 'open', '', '{}', p.holder, m.at,
       (m.at AT TIME ZONE %(zone)s)::date
FROM staging.demo_plan p
JOIN plans_plan r ON r.id = %(first_plan)s + p.nth AND r.ended_on IS NULL
CROSS JOIN LATERAL (
  SELECT coalesce(max(v.at), r.started_at) AS at FROM plans_planreview v WHERE v.plan_id = r.id) m
WHERE p.closed_on IS NULL
ORDER BY p.nth

-- What students of a school within reach were given between two days, both included, by what it was: done
-- of plans ('done', by its kind of service and its code), at sessions of groups ('group', by the kind of
-- these), without a plan ('alone', by its kind of service). A session of a group is counted where it is
-- kept; of a day of which the plan has a word of its own, that word counts. The students are found first:
-- the planner takes a school for all.
WITH here AS MATERIALIZED (
  SELECT DISTINCT e.student_id FROM students_enrollment e
  WHERE e.school_id = %(school)s AND e.entry_date <= %(on)s
    AND (e.exit_date IS NULL OR e.exit_date >= %(on)s) AND {{students/reached e.student_id}}
)
SELECT h.student_id, 'done' AS part, d.service, t.code, count(*) AS times, coalesce(sum(d.minutes), 0) AS minutes
FROM here h
JOIN plans_plan p ON p.student_id = h.student_id
JOIN plans_strategy t ON t.plan_id = p.id
JOIN plans_delivery d ON d.strategy_id = t.id
WHERE d.status = %(delivered_done)s AND d.session_id IS NULL AND d."on" BETWEEN %(since)s AND %(on)s
GROUP BY h.student_id, d.service, t.code
UNION ALL
SELECT h.student_id, 'group', '', g.kind, count(*), coalesce(sum(s.minutes), 0)
FROM here h
JOIN plans_presence a ON a.student_id = h.student_id AND a.here = %(here_present)s
JOIN plans_groupsession s ON s.id = a.session_id AND s.taken_back_at IS NULL
JOIN plans_group g ON g.id = s.group_id
WHERE s."on" BETWEEN %(since)s AND %(on)s
  AND (SELECT count(*) FROM plans_plan p
       JOIN plans_strategy t ON t.plan_id = p.id AND t.code = g.kind
       JOIN plans_delivery d ON d.strategy_id = t.id
       WHERE p.student_id = a.student_id AND d."on" = s."on" AND d.session_id IS NULL
         AND d.status <> %(delivered_taken_back)s) = 0
GROUP BY h.student_id, g.kind
UNION ALL
SELECT h.student_id, 'alone', v.kind, '', count(*), coalesce(sum(v.minutes), 0)
FROM here h
JOIN plans_servicegiven v ON v.student_id = h.student_id
WHERE v.taken_back_at IS NULL AND v."on" BETWEEN %(since)s AND %(on)s
GROUP BY h.student_id, v.kind

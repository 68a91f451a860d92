-- How many groups that a person leads are to be written down, and how many students are theirs to check in
-- or out on the day: as `own_to_log` and `open_checks` have them. A group waits if it meets today, or was
-- to meet in the last seven days, and no session of these is kept; one without a member within reach never.
SELECT
  (SELECT count(*) FROM plans_group g
   WHERE g.facilitator_id = %(person)s AND g.ended_on IS NULL AND g.starts_on <= %(on)s
     AND (g.last_on IS NULL OR g.last_on >= %(on)s)
     AND EXISTS (SELECT FROM plans_groupmember m
                 WHERE m.group_id = g.id AND m.left_on IS NULL AND {{students/reached m.student_id}})
     AND EXISTS (
       SELECT FROM generate_series(%(week_ago)s::date + 1, %(on)s::date, '1 day') AS planned (day)
       WHERE extract(isodow FROM planned.day)::int - 1 = ANY(g.weekdays)
         AND (planned.day = %(on)s OR g.starts_on <= %(week_ago)s)
         AND NOT EXISTS (SELECT FROM students_schoolday d
                         WHERE d.school_id = g.school_id AND d.date = planned.day::date
                           AND NOT d.is_school_day)
         AND NOT EXISTS (SELECT FROM plans_groupsession s
                         WHERE s.group_id = g.id AND s.taken_back_at IS NULL
                           AND (s."on" = %(on)s AND planned.day = %(on)s
                                OR s."on" > %(week_ago)s AND planned.day < %(on)s)))) AS groups,
  (SELECT count(*) FROM plans_strategy t
   JOIN plans_plan p ON p.id = t.plan_id AND p.ended_on IS NULL
   JOIN cases_case c ON c.id = p.case_id AND c.closed_on IS NULL
   WHERE t.adult_id = %(person)s AND t.ended_on IS NULL AND t.starts_on <= %(on)s
     AND (t.weekdays = '{}' OR %(weekday)s = ANY(t.weekdays))
     AND {{students/reached p.student_id}}
     AND NOT EXISTS (SELECT FROM students_enrollment h
                     JOIN students_schoolday d ON d.school_id = h.school_id AND d.date = %(on)s
                     WHERE h.student_id = p.student_id AND NOT d.is_school_day
                       AND h.entry_date <= %(on)s AND (h.exit_date IS NULL OR h.exit_date >= %(on)s))
     AND NOT EXISTS (SELECT FROM plans_checkday k
                     WHERE k.strategy_id = t.id AND k."on" = %(on)s AND k.state = ANY(%(over)s)))
    AS checks

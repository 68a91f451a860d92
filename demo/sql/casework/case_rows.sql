INSERT INTO cases_case (id, student_id, opened_on, opened_by_id, open_reason, owner_id, tier,
                        closed_on, closed_by_id, close_reason, close_note, next_action, school_id)
SELECT %(first_case)s + c.nth, c.student_id, c.opened_on, c.first_holder,
       c.days || ' days absent; nobody had called the family yet.', c.holder, c.tier,
       c.closed_on, CASE WHEN c.closed_on IS NOT NULL THEN c.holder END,
       CASE WHEN c.closed_on IS NULL THEN ''
            WHEN staging.pick(c.number, 'close reason', 10) < 8 THEN 'improved' ELSE 'elsewhere' END,
       CASE WHEN c.closed_on IS NULL THEN '' ELSE 'In class every day for three weeks.' END, '',
       c.school_id
FROM staging.demo_case c ORDER BY c.nth

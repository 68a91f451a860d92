-- Who goes to a school now and how the year stands: how many of each mixture of values, one page
-- in its order, and who is not judged here yet. A standing alone would not do: it may be older
-- than a move. Nearly everybody is both enrolled and judged here, so the few who are only one of
-- the two are found first, and left out from all that follows. Which order comes as values, which the
-- planner puts in: what is left of it is one order, whose index serves, and only those who are equal
-- in it are put in order by name.
WITH odd AS MATERIALIZED (
    SELECT h.student_id AS enrolled, j.student_id AS judged
    FROM (SELECT e.student_id FROM students_enrollment e
          WHERE e.school_id = %(school)s AND e.entry_date <= %(today)s
            AND (e.exit_date IS NULL OR e.exit_date >= %(today)s)) h
    FULL JOIN (SELECT t.student_id, t.is_enrolled FROM attendance_standing t
               WHERE t.school_id = %(school)s AND t.school_year = %(school_year)s) j
      ON j.student_id = h.student_id
    WHERE j.student_id IS NULL OR h.student_id IS NULL AND j.is_enrolled
), moot AS MATERIALIZED (
    -- A report of theirs waits for a decision, and what it says of them with it. Few, in any district.
    SELECT r.student_id
    FROM attendance_waiting w JOIN attendance_truancyreport r ON r.id = w.report_id
    WHERE r.school_year = %(school_year)s
), named AS NOT MATERIALIZED (
    SELECT t.student_id, t.band, t.tier, t.grade, t.counted_days, t.pending_days, t.days_absent,
           t.days_enrolled,
           CASE WHEN t.student_id IN (SELECT student_id FROM moot) THEN %(waits)s
                ELSE attendance_state(t.status, t.reports_due, t.reports_filed) END AS state
    FROM attendance_standing t
    WHERE t.school_id = %(school)s AND t.school_year = %(school_year)s AND t.is_enrolled
      -- Not as a join: looked up by hash however many they are, and the order of the index holds.
      AND t.student_id NOT IN (SELECT judged FROM odd WHERE judged IS NOT NULL)
      AND (%(everybody)s OR t.student_id = ANY(%(named)s))
), chosen AS NOT MATERIALIZED (
    SELECT * FROM named
    WHERE (%(state)s::text[] IS NULL OR state = ANY(%(state)s::text[]))
      AND (%(band)s::text[] IS NULL OR band = ANY(%(band)s::text[]))
      AND (%(tier)s::text[] IS NULL OR tier = ANY(%(tier)s::text[]))
      AND (%(grade)s::text[] IS NULL OR grade = ANY(%(grade)s::text[]))
), shown AS MATERIALIZED (
    SELECT ARRAY(
        SELECT c.student_id
        FROM chosen c JOIN students_student n ON n.id = c.student_id
        ORDER BY CASE WHEN %(by_name_backwards)s THEN n.name_order END DESC,
                 CASE WHEN %(by_name_backwards)s THEN n.id END DESC,
                 CASE WHEN %(by_absent)s THEN
                   coalesce(c.days_absent * 10000 / nullif(c.days_enrolled, 0), 0) END,
                 CASE WHEN %(by_absent_backwards)s THEN
                   coalesce(c.days_absent * 10000 / nullif(c.days_enrolled, 0), 0) END DESC,
                 CASE WHEN %(by_counted)s THEN c.counted_days END,
                 CASE WHEN %(by_counted)s THEN c.pending_days END,
                 CASE WHEN %(by_counted_backwards)s THEN c.counted_days END DESC,
                 CASE WHEN %(by_counted_backwards)s THEN c.pending_days END DESC,
                 CASE WHEN %(by_absent)s OR %(by_counted)s THEN c.days_absent END,
                 CASE WHEN %(by_absent_backwards)s OR %(by_counted_backwards)s
                   THEN c.days_absent END DESC,
                 CASE WHEN NOT %(by_name_backwards)s THEN n.name_order END,
                 CASE WHEN NOT %(by_name_backwards)s THEN n.id END
        LIMIT %(per_page)s
        -- The last page in place of one past the end. The first needs no count.
        OFFSET CASE WHEN %(page)s > 1 THEN %(per_page)s * (least(%(page)s, greatest(1,
                 ceil((SELECT count(*) FROM chosen) / %(per_page)s::numeric)))::bigint - 1)
               ELSE 0 END
    ) AS keys
)
SELECT (SELECT coalesce(json_agg(json_build_array(g.state, g.band, g.tier, g.grade, g.students)),
                        '[]')
        FROM (SELECT state, band, tier, grade, count(*) AS students
              FROM named GROUP BY state, band, tier, grade) g) AS mixtures,
       -- In the order of desk.queries.roster.RosterRow: without their names in each row it is half as much to
       -- write and to read.
       (SELECT coalesce(json_agg(json_build_array(
                 s.id, s.sis_id, s.first_name, s.last_name, t.grade, t.status, t.reports_due,
                 t.reports_filed, t.band, t.tier, t.days_absent, t.days_enrolled, t.counted_days,
                 t.pending_days, coalesce(n.days, 0),
                 (SELECT r."on" FROM cases_lastreached r
                  WHERE r.student_id = t.student_id AND %(reads_cases)s),
                 t.student_id IN (SELECT student_id FROM moot))
               ORDER BY p.place), '[]')
        FROM unnest((SELECT keys FROM shown)) WITH ORDINALITY p (student_id, place)
        JOIN attendance_standing t
          ON t.student_id = p.student_id AND t.school_year = %(school_year)s
        JOIN students_student s ON s.id = p.student_id
        LEFT JOIN attendance_absent_among((SELECT keys FROM shown), %(school_year)s, %(first_day)s) n
          ON n.student = p.student_id) AS page,
       ARRAY(SELECT DISTINCT enrolled FROM odd WHERE judged IS NULL ORDER BY 1) AS waiting

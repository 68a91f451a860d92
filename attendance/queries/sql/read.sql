-- Marks of the year up to as-of, read as patterns: the first of the steps that resolve them into
-- one row per student-day, judging_judged (weigh.sql). Clauses (D1 ... C6) are those of
-- attendance/README.md. What marks of a day come to at one school depends on nothing but the marks,
-- the school's bell schedule and what was not taken: each such pattern is resolved once, and the
-- days look it up. A year of a million days has a few thousand patterns.

-- School-days on which attendance was not taken at all, and periods of which it was not (D1).
CREATE TEMP TABLE judging_not_taken AS
SELECT school_id, date, period
FROM attendance_submission
WHERE NOT taken AND section = '' AND date BETWEEN %(start)s AND %(as_of)s;

ANALYZE judging_not_taken;

-- Exit dates that are no day enrolled any more, where the policy reads them so (S1).
CREATE TEMP TABLE judging_gone AS
SELECT DISTINCT e.student_id, e.school_id, e.exit_date AS date
FROM judging_enrollment e
WHERE %(exit_gone)s AND e.exit_date BETWEEN %(start)s AND %(as_of)s
  AND NOT EXISTS (
    SELECT FROM students_enrollment o
    WHERE o.student_id = e.student_id AND o.school_id = e.school_id AND o.entry_date <= e.exit_date
      AND (o.exit_date IS NULL OR o.exit_date > e.exit_date));

ANALYZE judging_gone;

-- Schools with the same bell schedule read marks alike; those without one do too. `place` is the order
-- of the SIS's ids: what nothing else tells apart is told by it, never by the order of an import.
CREATE TEMP TABLE judging_school AS
SELECT k.id AS school_id, k.is_charter AND NOT %(charter)s AS is_barred, b.periods,
       dense_rank() OVER (ORDER BY b.schedule NULLS FIRST) AS bell,
       row_number() OVER (ORDER BY k.sis_id COLLATE "C") AS place
FROM students_school k
LEFT JOIN (SELECT school_id, count(*) AS periods,
                  jsonb_agg(jsonb_build_array(period, position, minutes) ORDER BY period)::text
                    AS schedule
           FROM attendance_bellperiod GROUP BY school_id) b ON b.school_id = k.id;

ANALYZE judging_school;

-- A school-day of which something was not taken is read in its own way; `reading` numbers them on.
CREATE TEMP TABLE judging_untaken AS
SELECT n.school_id, n.date, n.untaken,
       (SELECT max(bell) FROM judging_school) + dense_rank() OVER (ORDER BY k.bell, n.untaken) AS reading
FROM (SELECT school_id, date, array_agg(period ORDER BY period) AS untaken
      FROM judging_not_taken GROUP BY school_id, date) n
JOIN judging_school k ON k.school_id = n.school_id;

ANALYZE judging_untaken;

-- The marks of each student-day at one school as a text, in the order of their unique index. No
-- period has the characters that part them (mark_period_has_no_separator).
CREATE TEMP TABLE judging_read AS
SELECT r.student_id, r.date, r.school_id, coalesce(u.reading, k.bell) AS reading, r.marks
FROM (
  SELECT m.student_id, m.date, m.school_id,
         string_agg(m.code_id || CASE WHEN m.minutes_missed IS NULL THEN ''
                                      ELSE E'\x1d' || m.minutes_missed END
                    || E'\x1e' || m.period, E'\x1f' ORDER BY m.period) AS marks
  FROM judging_mark m
  WHERE m.date BETWEEN %(start)s AND %(as_of)s
    -- Filters, and no join: marks stay in the order of their index. 3 January 2000 was a Monday.
    AND (%(weekends)s OR (m.date - DATE '2000-01-03') %% 7 < 5)
    AND (NOT %(exit_gone)s OR (m.student_id, m.school_id, m.date) NOT IN (
           SELECT g.student_id, g.school_id, g.date FROM judging_gone g))
  GROUP BY m.student_id, m.date, m.school_id) r
JOIN judging_school k ON k.school_id = r.school_id
LEFT JOIN judging_untaken u ON u.school_id = r.school_id AND u.date = r.date;

ANALYZE judging_read;

CREATE TEMP TABLE judging_pattern AS
SELECT row_number() OVER () AS pattern, x.*
FROM (SELECT reading, marks, min(school_id) AS school_id FROM judging_read GROUP BY reading, marks) x;

ANALYZE judging_pattern;

-- Students with marks at two schools, and those who left a school and came back to it: their
-- days are resolved the long way.
CREATE TEMP TABLE judging_two_schools AS
SELECT r.student_id FROM judging_read r
GROUP BY r.student_id HAVING min(r.school_id) <> max(r.school_id)
UNION
SELECT e.student_id FROM judging_enrollment e
JOIN students_enrollment back
  ON back.student_id = e.student_id AND back.school_id = e.school_id
 AND back.entry_date > e.entry_date
WHERE e.exit_date BETWEEN %(start)s AND %(as_of)s;

ANALYZE judging_two_schools;

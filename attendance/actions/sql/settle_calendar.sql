-- Read the calendars of a year by the policy in force: whether a Saturday or Sunday that the source
-- calls a school day is one. Schools that change count their days anew, and everybody enrolled there is
-- judged again.
CREATE TEMP TABLE judging_weekend AS
SELECT d.school_id, d.date
FROM students_schoolday d
WHERE d.school_year = %(school_year)s AND extract(isodow FROM d.date) >= 6
  AND CASE WHEN %(weekends)s THEN d.is_left_out ELSE d.is_school_day END;

UPDATE students_schoolday d SET is_school_day = %(weekends)s, is_left_out = NOT %(weekends)s
FROM judging_weekend w
WHERE d.school_id = w.school_id AND d.date = w.date;

UPDATE students_schoolday d SET ordinal = n.ordinal
FROM (SELECT school_id, date, sum(is_school_day::int) OVER (PARTITION BY school_id ORDER BY date) AS ordinal
      FROM students_schoolday
      WHERE school_year = %(school_year)s AND school_id IN (SELECT school_id FROM judging_weekend)) n
WHERE d.school_id = n.school_id AND d.date = n.date AND d.ordinal <> n.ordinal;

SELECT attendance_mark_due(array_agg(e.student_id), array_agg(%(school_year)s::smallint))
FROM students_enrollment e
WHERE e.school_id IN (SELECT school_id FROM judging_weekend)
  AND e.entry_date <= %(year_end)s AND (e.exit_date IS NULL OR e.exit_date >= %(start)s)
HAVING count(*) > 0;

DROP TABLE judging_weekend;

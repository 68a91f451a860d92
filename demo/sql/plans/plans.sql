-- For three of five cases what is done is planned, some days after the case was opened or lately: on the
-- school day `began`, by its number in the year. Every `stride` school days it is looked at; a goal has 20 of
-- them, in which it is looked at `looks` times.
SELECT row_number() OVER (ORDER BY c.nth)::integer AS nth, c.nth AS case_nth, c.number, c.student_id,
       c.school_id, c.holder, c.tier, c.guardian_id, c.adult, c.language, c.interpreter, c.first_name,
       d.date AS started_on, d.ordinal AS began, c.closed_on,
       CASE WHEN c.tier = 'intensive' THEN 11 ELSE 21 END AS stride,
       CASE WHEN c.tier = 'intensive' THEN 2 ELSE 1 END AS looks
FROM staging.demo_case c
CROSS JOIN LATERAL (
  SELECT d.date, d.ordinal FROM students_schoolday d
  WHERE d.school_id = c.school_id AND d.is_school_day
    AND d.date >= greatest(c.opened_on + 3 + staging.pick(c.number, 'plan day', 8),
                           CASE WHEN staging.pick(c.number, 'plan lately', 5) = 0 THEN %(today)s - 16 END)
    AND d.date < least(%(today)s, c.closed_on)
  ORDER BY d.date LIMIT 1) d
WHERE staging.pick(c.number, 'plan', 100) < 62
  -- Its first goal ends within the school year.
  AND EXISTS (SELECT FROM students_schoolday l WHERE l.school_id = c.school_id AND l.is_school_day
              AND l.ordinal = d.ordinal + 21)
ORDER BY c.nth

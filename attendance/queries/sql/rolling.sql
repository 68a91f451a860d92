-- Tests over any stretch of so many school days: the first stretch that meets one, else the first
-- that is near (F5). School days are numbered by the school of the day.
CREATE TEMP TABLE judging_numbered AS
SELECT c.test, c.student_id, c.date, c.halves, s.ordinal, x.school_days
FROM judging_counts c
JOIN judging_test x ON x.test = c.test AND x.school_days IS NOT NULL
JOIN students_schoolday s ON s.school_id = c.school_id AND s.date = c.date;

ANALYZE judging_numbered;

INSERT INTO judging_finding
SELECT DISTINCT ON (z.student_id, z.test) z.student_id, %(school_year)s, z.test, z.within,
       CASE WHEN z.is_met THEN %(finding_met)s ELSE %(finding_near)s END,
       jsonb_build_object('days', z.halves / 2.0::float8, 'from', z.since, 'first_on', z.date,
         CASE WHEN z.is_beyond THEN 'more_than' ELSE 'least' END, z.amount),
       z.citation
FROM (
  SELECT y.*, x.within, x.is_beyond, x.amount, x.citation, y.halves >= 2 * x.near AS is_near,
         CASE WHEN x.is_beyond THEN y.halves > 2 * x.amount
              ELSE y.halves >= 2 * x.amount END AS is_met
  FROM (
    SELECT n.test, n.student_id, n.date, sum(b.halves) AS halves, min(b.date) AS since
    FROM judging_numbered n
    JOIN judging_numbered b
      ON b.test = n.test AND b.student_id = n.student_id
     AND b.ordinal BETWEEN n.ordinal - n.school_days + 1 AND n.ordinal
    GROUP BY n.test, n.student_id, n.date
  ) y
  JOIN judging_test x ON x.test = y.test
) z
WHERE z.is_met OR z.is_near
ORDER BY z.student_id, z.test, z.is_met DESC, z.date;

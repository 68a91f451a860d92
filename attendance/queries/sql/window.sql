-- The window in which a family may still clear an absence: {p}window, for the live days of
-- {p}judged (C7). Ordinals count the school days of the school of the day's outcome.

CREATE {temp} TABLE {p}school_date AS
SELECT school_id, ordinal, date FROM students_schoolday
WHERE is_school_day AND school_year = %(school_year)s;

ANALYZE {p}school_date;

CREATE {temp} TABLE {p}live AS
SELECT j.student_id, j.school_id, j.date, d.ordinal
FROM {p}judged j
JOIN students_schoolday d ON d.school_id = j.school_id AND d.date = j.date
WHERE j.live;

ANALYZE {p}live;

-- School days on which the student was not seen: missed all day, or attendance not taken.
CREATE {temp} TABLE {p}unseen AS
WITH here AS (SELECT DISTINCT student_id, school_id FROM {p}live)
SELECT h.student_id, h.school_id, d.ordinal
FROM here h
JOIN {p}judged j ON j.student_id = h.student_id
JOIN students_schoolday d
  ON d.school_id = h.school_id AND d.date = j.date AND d.is_school_day
WHERE j.outcome IN ('absent', 'oss', 'is_incomplete', 'not_taken')
UNION
SELECT h.student_id, h.school_id, d.ordinal
FROM here h
JOIN {p}not_taken n ON n.school_id = h.school_id AND n.period = ''
JOIN students_schoolday d
  ON d.school_id = n.school_id AND d.date = n.date AND d.is_school_day
WHERE NOT EXISTS (SELECT FROM {p}judged j WHERE j.student_id = h.student_id AND j.date = n.date);

-- Stretches of such days, so that the return is the day after a stretch.
CREATE {temp} TABLE {p}stretch AS
SELECT student_id, school_id, min(ordinal) AS first, max(ordinal) AS last
FROM (SELECT u.*, ordinal - row_number() OVER (PARTITION BY student_id, school_id
                                               ORDER BY ordinal) AS island
      FROM {p}unseen u) x
GROUP BY student_id, school_id, island;

CREATE INDEX ON {p}stretch (student_id, school_id);
ANALYZE {p}stretch;

CREATE {temp} TABLE {p}window AS
WITH back AS (
  SELECT l.student_id, l.school_id, l.date, l.ordinal, coalesce(s.last, l.ordinal) + 1 AS returned
  FROM {p}live l
  LEFT JOIN {p}stretch s
    ON s.student_id = l.student_id AND s.school_id = l.school_id
   AND l.ordinal + 1 BETWEEN s.first AND s.last
), known AS (
  SELECT b.student_id, b.school_id, b.date, b.ordinal,
         CASE WHEN EXISTS (
           SELECT FROM students_enrollment e
           WHERE e.student_id = b.student_id AND e.school_id = b.school_id
             AND r.date >= e.entry_date AND (e.exit_date IS NULL
                 OR r.date < e.exit_date OR r.date = e.exit_date AND %(exit_day)s = 'last'))
         THEN b.returned END AS returned
  FROM back b
  LEFT JOIN {p}school_date r
    ON r.school_id = b.school_id AND r.ordinal = b.returned AND r.date <= %(as_of)s
), closed AS (
  SELECT student_id, school_id, date,
         CASE WHEN returned - ordinal <= %(window_absent)s THEN returned + %(window)s
              ELSE ordinal + %(window_absent)s END AS last
  FROM known
)
SELECT c.student_id, c.date, a.date AS pending_until, n.date AS countable_on
FROM closed c
LEFT JOIN {p}school_date a ON a.school_id = c.school_id AND a.ordinal = c.last
LEFT JOIN {p}school_date n ON n.school_id = c.school_id AND n.ordinal = c.last + 1;

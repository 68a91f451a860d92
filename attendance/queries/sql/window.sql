-- The window in which a family may still clear an absence (C7): the view judging_day, which is
-- judging_judged with pending_until and countable_on. Ordinals count the school days of the school of
-- the day's outcome. Where the policy has no window, no_window.sql stands in for this file.

-- Each school's year as two arrays, so that a date's ordinal and an ordinal's date are a look-up.
CREATE TEMP TABLE judging_calendar AS
SELECT d.school_id, array_agg(d.ordinal ORDER BY d.date) AS ordinals,
       array_agg(d.date ORDER BY d.date) FILTER (WHERE d.is_school_day) AS dates,
       min(d.date) AS first
FROM students_schoolday d WHERE d.school_year = %(school_year)s GROUP BY d.school_id;

ANALYZE judging_calendar;

-- Students with an enrollment that ended: for these the return must be proved enrolled. A mark
-- is covered by an enrollment, and one that did not end covers the return too.
CREATE TEMP TABLE judging_left_a_school AS
SELECT DISTINCT e.student_id FROM judging_enrollment e
WHERE e.exit_date BETWEEN %(start)s AND %(as_of)s;

ANALYZE judging_left_a_school;

-- Students with marks at two schools: their absences at one school shut the other's calendar too.
CREATE TEMP TABLE judging_judged_two AS
SELECT j.*, d.ordinal FROM judging_judged j
JOIN students_schoolday d ON d.school_id = j.school_id AND d.date = j.date
WHERE j.long_way;

-- School days on which such a student was not seen: missed all day, or attendance not taken.
CREATE TEMP TABLE judging_unseen AS
WITH here AS (SELECT DISTINCT student_id, school_id FROM judging_judged_two WHERE live)
SELECT h.student_id, h.school_id, d.ordinal
FROM here h
JOIN judging_judged_two j ON j.student_id = h.student_id
JOIN students_schoolday d
  ON d.school_id = h.school_id AND d.date = j.date AND d.is_school_day
WHERE j.outcome = ANY(%(outcomes_missed)s) OR j.outcome = %(outcome_not_taken)s
UNION
SELECT h.student_id, h.school_id, d.ordinal
FROM here h
JOIN judging_not_taken n ON n.school_id = h.school_id AND n.period = ''
JOIN students_schoolday d
  ON d.school_id = n.school_id AND d.date = n.date AND d.is_school_day
WHERE NOT EXISTS (
  SELECT FROM judging_judged_two j WHERE j.student_id = h.student_id AND j.date = n.date)
UNION  -- not enrolled there: a return comes only after coming back
SELECT h.student_id, h.school_id, d.ordinal
FROM here h
JOIN students_schoolday d
  ON d.school_id = h.school_id AND d.is_school_day AND d.date BETWEEN %(start)s AND %(as_of)s
WHERE NOT EXISTS (
  SELECT FROM students_enrollment e
  WHERE e.student_id = h.student_id AND e.school_id = h.school_id
    AND d.date >= e.entry_date AND (e.exit_date IS NULL OR d.date < e.exit_date
        OR d.date = e.exit_date AND NOT %(exit_gone)s));

-- Stretches of such days, so that the return is the day after a stretch.
CREATE TEMP TABLE judging_stretch AS
SELECT student_id, school_id, min(ordinal) AS first, max(ordinal) AS last
FROM (SELECT u.*, ordinal - row_number() OVER (PARTITION BY student_id, school_id
                                               ORDER BY ordinal) AS island
      FROM judging_unseen u) x
GROUP BY student_id, school_id, island;

CREATE INDEX ON judging_stretch (student_id, school_id);
ANALYZE judging_stretch;

-- All others have one school: one pass, latest day first, finds the end of each stretch. Only days
-- not seen and days with a window take part; a school day not taken, after a mark of the student,
-- is a row of the pass only.
CREATE TEMP VIEW judging_day AS
WITH seen AS (
  SELECT j.student_id, j.date, j.school_id, j.outcome, j.excuse, j.gap_minutes, j.occasions,
         j.why, j.quality, j.is_tardy, j.live, false AS stands_in,
         c.ordinals[j.date - c.first + 1] AS ordinal, j.unseen
  FROM judging_judged j
  JOIN judging_calendar c ON c.school_id = j.school_id
  WHERE NOT j.long_way AND (j.live OR j.unseen)
  UNION ALL
  SELECT m.student_id, n.date, n.school_id, %(outcome_not_taken)s, '', NULL, 0::smallint, '', '', false, false, true,
         c.ordinals[n.date - c.first + 1], true
  FROM judging_not_taken n
  JOIN judging_calendar c ON c.school_id = n.school_id
  JOIN (SELECT j.student_id, j.school_id, min(j.date) AS since FROM judging_judged j
        WHERE NOT j.long_way AND j.live
          AND j.school_id IN (SELECT school_id FROM judging_not_taken WHERE period = '')
        GROUP BY j.student_id, j.school_id) m
    ON m.school_id = n.school_id AND m.since < n.date
  WHERE n.period = '' AND n.date = c.dates[c.ordinals[n.date - c.first + 1]]
    AND NOT EXISTS (SELECT FROM judging_judged x WHERE x.student_id = m.student_id AND x.date = n.date)
), next AS (
  SELECT s.*, coalesce(lag(unseen) OVER later AND lag(ordinal) OVER later = ordinal + 1, false)
                AS goes_on
  FROM seen s WINDOW later AS (PARTITION BY student_id ORDER BY date DESC)
), stretch AS (
  SELECT n.*, min(CASE WHEN NOT goes_on THEN ordinal END)
                OVER (PARTITION BY student_id ORDER BY date DESC) AS last
  FROM next n
), one AS (
  SELECT s.student_id, s.date, s.school_id, s.outcome, s.excuse, s.gap_minutes, s.occasions,
         s.why, s.quality, s.is_tardy, s.live, s.ordinal, s.last + 1 AS returned
  FROM stretch s WHERE NOT stands_in
), two AS (
  SELECT j.student_id, j.date, j.school_id, j.outcome, j.excuse, j.gap_minutes, j.occasions,
         j.why, j.quality, j.is_tardy, j.live, j.ordinal, coalesce(s.last, j.ordinal) + 1
  FROM judging_judged_two j
  LEFT JOIN judging_stretch s
    ON s.student_id = j.student_id AND s.school_id = j.school_id
   AND j.ordinal + 1 BETWEEN s.first AND s.last
), returns AS (
  SELECT x.*, c.dates,
         CASE WHEN NOT live THEN false
              WHEN coalesce(c.dates[returned] > %(as_of)s, true) THEN false
              WHEN x.student_id NOT IN (SELECT student_id FROM judging_left_a_school) THEN true
              ELSE EXISTS (
                SELECT FROM students_enrollment e
                WHERE e.student_id = x.student_id AND e.school_id = x.school_id
                  AND c.dates[returned] >= e.entry_date AND (e.exit_date IS NULL
                      OR c.dates[returned] < e.exit_date
                      OR c.dates[returned] = e.exit_date AND NOT %(exit_gone)s)) END AS is_back
  FROM (SELECT * FROM one UNION ALL SELECT * FROM two) x
  JOIN judging_calendar c ON c.school_id = x.school_id
), closed AS (
  SELECT r.*, CASE WHEN NOT live THEN NULL
                   WHEN is_back AND returned - ordinal <= %(window_absent)s
                     THEN returned + %(window)s
                   ELSE ordinal + %(window_absent)s END AS closes
  FROM returns r
)
SELECT student_id, date, school_id, outcome, excuse, gap_minutes, occasions, why, quality, is_tardy,
       dates[closes] AS pending_until, dates[closes + 1] AS countable_on
FROM closed
UNION ALL
SELECT student_id, date, school_id, outcome, excuse, gap_minutes, occasions, why, quality, is_tardy,
       NULL, NULL
FROM judging_judged WHERE NOT long_way AND NOT live AND NOT unseen;

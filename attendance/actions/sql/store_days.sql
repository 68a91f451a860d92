-- Bring the stored day outcomes to what was resolved; judging_moved holds the dates that differ.
CREATE TEMP TABLE judging_day_diff AS
SELECT coalesce(n.student_id, o.student_id) AS student_id, coalesce(n.date, o.date) AS date,
       n.student_id IS NULL AS gone, o.student_id IS NULL AS added,
       n.school_id, n.outcome, n.excuse, n.gap_minutes, n.occasions, n.countable_on,
       n.pending_until, n.why, n.quality, n.is_tardy
FROM judging_day n
FULL JOIN (SELECT * FROM judging_stored_day WHERE date BETWEEN %(start)s AND %(year_end)s) o
  ON o.student_id = n.student_id AND o.date = n.date
WHERE n.student_id IS NULL OR o.student_id IS NULL
   OR (n.school_id, n.outcome, n.excuse, n.gap_minutes, n.occasions, n.countable_on,
       n.pending_until, n.why, n.quality, n.is_tardy)
      IS DISTINCT FROM
      (o.school_id, o.outcome, o.excuse, o.gap_minutes, o.occasions, o.countable_on,
       o.pending_until, o.why, o.quality, o.is_tardy);

DELETE FROM attendance_dayoutcome o USING judging_day_diff d
WHERE d.gone AND o.student_id = d.student_id AND o.date = d.date;

UPDATE attendance_dayoutcome o
SET (school_id, outcome, excuse, gap_minutes, occasions, countable_on, pending_until, why, quality, is_tardy) = ROW(
  d.school_id, d.outcome, d.excuse, d.gap_minutes, d.occasions, d.countable_on, d.pending_until,
  d.why, d.quality, d.is_tardy)
FROM judging_day_diff d
WHERE NOT d.gone AND NOT d.added AND o.student_id = d.student_id AND o.date = d.date;

INSERT INTO attendance_dayoutcome (
  student_id, date, school_id, outcome, excuse, gap_minutes, occasions, countable_on, pending_until, why, quality, is_tardy)
SELECT student_id, date, school_id, outcome, excuse, gap_minutes, occasions, countable_on, pending_until, why,
       quality, is_tardy
FROM judging_day_diff WHERE added;

CREATE TEMP TABLE judging_moved AS
SELECT student_id, array_agg(date ORDER BY date) AS dates FROM judging_day_diff GROUP BY student_id;

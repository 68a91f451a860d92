-- Nothing of this year is stored yet: no need to compare.
INSERT INTO attendance_dayoutcome (
  student_id, date, school_id, outcome, excuse, gap_minutes, occasions, countable_on, pending_until, why, quality, is_tardy)
SELECT student_id, date, school_id, outcome, excuse, gap_minutes, occasions, countable_on, pending_until, why,
       quality, is_tardy
FROM judging_day;

CREATE TEMP TABLE judging_moved AS
SELECT NULL::bigint AS student_id, NULL::date[] AS dates WHERE false;

ANALYZE attendance_dayoutcome;

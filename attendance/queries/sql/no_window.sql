-- A policy without a window: what counts, counts on its own day. See window.sql.
CREATE TEMP VIEW judging_day AS
SELECT student_id, date, school_id, outcome, excuse, gap_minutes, occasions, why, quality, is_tardy,
       NULL::date AS pending_until, CASE WHEN live THEN date END AS countable_on
FROM judging_judged;

-- Who must be resolved anew: judging_student. Rows of JudgementDue are taken, not copied, so that a
-- change made meanwhile stays due. So does one whose row is locked: its change is not committed
-- yet, and this run cannot see it (mark_due.sql).
CREATE TEMP TABLE judging_student AS
WITH taken AS (
  DELETE FROM attendance_judgementdue WHERE (student_id, school_year) IN (
    SELECT student_id, school_year FROM attendance_judgementdue
    WHERE school_year = %(school_year)s FOR UPDATE SKIP LOCKED)
  RETURNING student_id
)
SELECT student_id FROM taken
UNION  -- the day moved on: windows that were open, and marks that lay ahead
SELECT student_id FROM attendance_dayoutcome
WHERE %(moved)s AND date BETWEEN %(start)s AND %(as_of)s
  AND (occasions > 0 OR pending_until IS NOT NULL)
  AND (countable_on IS NULL OR countable_on > %(last_as_of)s)
UNION
SELECT student_id FROM attendance_mark
WHERE %(moved)s AND date > %(last_as_of)s AND date <= %(as_of)s;

ANALYZE judging_student;

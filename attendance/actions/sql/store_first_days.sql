-- Nothing of this year is stored yet: no need to compare.
INSERT INTO attendance_dayoutcome (student_id, date, {values})
SELECT student_id, date, {values} FROM {p}day;

CREATE TEMP TABLE {p}moved AS SELECT NULL::bigint AS student_id, NULL::date[] AS dates WHERE false;

ANALYZE attendance_dayoutcome;

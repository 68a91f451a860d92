-- Bring the stored day outcomes to what was resolved; {p}moved holds the dates that differ.

CREATE TEMP TABLE {p}diff AS
SELECT coalesce(n.student_id, o.student_id) AS student_id, coalesce(n.date, o.date) AS date,
       n.student_id IS NULL AS gone, o.student_id IS NULL AS added, {n_values}
FROM {p}day n
FULL JOIN (SELECT o.* FROM attendance_dayoutcome o {only_o}
           WHERE o.date BETWEEN %(start)s AND %(year_end)s) o
  ON o.student_id = n.student_id AND o.date = n.date
WHERE n.student_id IS NULL OR o.student_id IS NULL
   OR ({n_values}) IS DISTINCT FROM ({o_values});

DELETE FROM attendance_dayoutcome o USING {p}diff d
WHERE d.gone AND o.student_id = d.student_id AND o.date = d.date;

UPDATE attendance_dayoutcome o SET ({values}) = ROW({d_values})
FROM {p}diff d
WHERE NOT d.gone AND NOT d.added AND o.student_id = d.student_id AND o.date = d.date;

INSERT INTO attendance_dayoutcome (student_id, date, {values})
SELECT student_id, date, {values} FROM {p}diff WHERE added;

CREATE TEMP TABLE {p}moved AS
SELECT student_id, array_agg(date ORDER BY date) AS dates FROM {p}diff GROUP BY student_id;

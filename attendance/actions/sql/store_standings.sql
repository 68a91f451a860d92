-- Bring the stored standings to what was judged, and leave a change for each that people or
-- other apps would notice. `as_of` alone is no difference.

CREATE TEMP TABLE {p}standing_diff AS
SELECT coalesce(n.student_id, o.student_id) AS student_id,
       n.student_id IS NULL AS gone, o.student_id IS NULL AS added,
       ({o_noticed}) IS DISTINCT FROM ({n_noticed}) AS noticed,
       CASE WHEN o.student_id IS NOT NULL
             AND ({o_noticed}) IS DISTINCT FROM ({n_noticed}) THEN {o_notable} END AS before,
       CASE WHEN n.student_id IS NOT NULL
             AND ({o_noticed}) IS DISTINCT FROM ({n_noticed}) THEN {n_notable} END AS after,
       n.as_of, {n_values}
FROM {p}standing n
FULL JOIN (SELECT o.* FROM attendance_standing o {only_o}
           WHERE o.school_year = %(school_year)s) o
  ON o.student_id = n.student_id
WHERE n.student_id IS NULL OR o.student_id IS NULL
   OR ({n_values}) IS DISTINCT FROM ({o_values});

INSERT INTO attendance_standingchange
  (student_id, school_year, assessment_id, before, after, days_changed)
SELECT d.student_id, %(school_year)s, %(assessment)s, d.before, d.after, coalesce(m.dates, '{{}}')
FROM {p}standing_diff d LEFT JOIN {p}moved m ON m.student_id = d.student_id
WHERE d.noticed;

DELETE FROM attendance_standing o USING {p}standing_diff d
WHERE d.gone AND o.student_id = d.student_id AND o.school_year = %(school_year)s;

UPDATE attendance_standing o SET ({values}, as_of) = ROW({d_values}, d.as_of)
FROM {p}standing_diff d
WHERE NOT d.gone AND NOT d.added
  AND o.student_id = d.student_id AND o.school_year = %(school_year)s;

INSERT INTO attendance_standing (student_id, school_year, {values}, as_of)
SELECT student_id, %(school_year)s, {values}, as_of FROM {p}standing_diff WHERE added;

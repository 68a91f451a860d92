-- A changed enrollment is judged again in every year that its days touch, where the school knows
-- the year or the district has judged it: an open enrollment of old reaches into this year too.
INSERT INTO staging.import_due
SELECT DISTINCT c.student_id, y.school_year
FROM staging.import_enrollment_changes c
JOIN (SELECT DISTINCT school_id, school_year FROM students_schoolday
      UNION SELECT NULL, school_year FROM attendance_assessment) y
  ON (y.school_id = c.school_id OR y.school_id IS NULL)
 AND make_date(y.school_year + 1, 6, 30) >= c.since
 AND make_date(y.school_year, 7, 1) <= coalesce(c.until, greatest(%(today)s, c.since))
UNION
SELECT DISTINCT student_id, extract(year FROM since - interval '6 months')::smallint
FROM staging.import_enrollment_changes WHERE since <= %(today)s

-- A calendar file may name a few days only: what it does not name stays as it was, and a date
-- nobody ever named is no school. A Saturday or Sunday is one only where the policy says so.
CREATE UNLOGGED TABLE staging.import_days AS
WITH years AS (
  SELECT DISTINCT school_id, extract(year FROM date - interval '6 months')::smallint AS year
  FROM staging.import_calendar_last
), dates AS (
  SELECT school_id, year, day::date AS date
  FROM years, generate_series(
    make_date(year, 7, 1)::timestamp, make_date(year + 1, 6, 30)::timestamp, '1 day') day
), days AS (
  SELECT d.school_id, d.date, d.year, coalesce(c.line, 0) AS line,
         coalesce(c.is_school_day, t.is_school_day OR t.is_left_out, false) AS is_named,
         %(weekends)s OR extract(isodow FROM d.date) < 6 AS may_count,
         coalesce(c.note, t.note, '') AS note
  FROM dates d
  LEFT JOIN staging.import_calendar_last c USING (school_id, date)
  LEFT JOIN students_schoolday t USING (school_id, date)
)
SELECT school_id, date, line, year AS school_year, is_named AND may_count AS is_school_day,
       is_named AND NOT may_count AS is_left_out, note,
       sum((is_named AND may_count)::int) OVER (
         PARTITION BY school_id, year ORDER BY date)::smallint AS ordinal
FROM days

-- Saturdays and Sundays that the file calls school days, and the lines of the first of them.
SELECT count(*) AS found,
       string_agg(line::text, ', ' ORDER BY line) FILTER (WHERE place <= 3) AS lines
FROM (SELECT line, row_number() OVER (ORDER BY line) AS place
      FROM staging.import_calendar_last
      WHERE is_school_day AND extract(isodow FROM date) >= 6) named

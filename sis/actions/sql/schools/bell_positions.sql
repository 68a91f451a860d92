-- Periods in the order of their numbers, those without one last.
UPDATE staging.import_bell_last b SET position = o.position
FROM (SELECT school_id, period, row_number() OVER (
        PARTITION BY school_id
        ORDER BY nullif(substring(period FROM '[0-9]+'), '')::numeric NULLS LAST, period
      ) AS position
      FROM staging.import_bell_last) o
WHERE o.school_id = b.school_id AND o.period = b.period

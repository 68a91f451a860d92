-- Of the pack's ideas each school takes up some, in their first month: those whose month has come or comes next.
SELECT row_number() OVER (ORDER BY h.school_id, i.nth)::integer AS nth, h.school_id, h.holder, i.code, i.kind, i.name,
       i.what, d.starts_on, d.starts_on + CASE WHEN i.kind IN ('welcome', 'expectations') THEN 4 ELSE 18 END AS ends_on
FROM staging.demo_idea i
JOIN (SELECT DISTINCT ON (school_id) school_id, holder FROM staging.demo_holder ORDER BY school_id, turn) h
  ON staging.pick(h.school_id, 'campaign ' || i.code, 10) < 7
CROSS JOIN LATERAL (
  SELECT staging.workday((%(year_starts_on)s + make_interval(months => mod(i.month + 5, 12)))::date
                         + 3 + staging.pick(h.school_id, 'campaign day ' || i.code, 6)) AS starts_on) d
WHERE d.starts_on < %(today)s + 40
ORDER BY h.school_id, i.nth

-- The pack's tests and the stretches of the year to which they are applied, and what is found by
-- those that the standing's own numbers answer (F1): judging_finding.
CREATE TEMP TABLE judging_test AS
SELECT * FROM jsonb_to_recordset(%(tests)s) AS x (
  test text, within text, is_occasions boolean, is_unexcused boolean, is_share boolean,
  is_whole boolean, school_days integer, amount integer, is_beyond boolean, near integer,
  portion integer, portion_minutes integer, citation text, is_told boolean);

CREATE TEMP TABLE judging_period AS
SELECT * FROM jsonb_to_recordset(%(periods)s) AS x (
  within text, period text, first date, last date);

CREATE TEMP TABLE judging_finding AS
SELECT t.student_id, t.school_year, x.test, p.period, %(finding_met)s::text AS verdict,
       jsonb_strip_nulls(jsonb_build_object(
         'days', n.days, 'of', CASE WHEN x.is_share THEN t.days_enrolled END,
         CASE WHEN x.is_beyond THEN 'more_than' ELSE 'least' END, x.amount)) AS numbers,
       x.citation
FROM judging_test x
JOIN judging_period p ON p.within = x.within
CROSS JOIN judging_standing t
LEFT JOIN judging_tally y USING (student_id)
CROSS JOIN LATERAL (
  SELECT CASE WHEN x.is_occasions THEN t.counted_days
              WHEN x.is_unexcused THEN t.days_absent_unexcused + coalesce(y.uncleared, 0)
              ELSE t.days_absent END AS days) n
CROSS JOIN LATERAL (
  SELECT n.days * CASE WHEN x.is_share THEN 100 ELSE 1 END AS found,
         x.amount * CASE WHEN x.is_share THEN t.days_enrolled ELSE 1 END AS line) z
WHERE x.is_told AND n.days > 0 AND (NOT x.is_share OR t.days_enrolled > 0)
  AND CASE WHEN x.is_beyond THEN z.found > z.line ELSE z.found >= z.line END;

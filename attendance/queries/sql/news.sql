-- What judging changed since somebody last read: one row for each student-year of this school year,
-- with what was before the first of the changes and is after the last. A student-year that was never
-- judged before has no news of what a first import brings of weeks ago: it is history, and the
-- lists of students have it.
DROP TABLE IF EXISTS judging_news;

CREATE TEMP TABLE judging_news ON COMMIT DROP AS
SELECT x.student_id, x.school_year::integer, t.school_id, x.as_of, x.before IS NULL AS is_first,
       coalesce((x.before ->> 'counted_days')::integer, 0) AS counted_before,
       (x.after ->> 'counted_days')::integer AS counted,
       coalesce((x.before ->> 'reports_due')::integer, 0) AS due_before,
       (x.after ->> 'reports_due')::integer AS due,
       coalesce((x.before ->> 'reports_filed')::integer, 0) AS filed_before,
       (x.after ->> 'reports_filed')::integer AS filed,
       coalesce(x.before ->> 'band', %(band_satisfactory)s) AS band_before,
       x.after ->> 'band' AS band,
       coalesce(x.before ->> 'tier', %(tier_prevention)s) AS tier_before,
       x.after ->> 'tier' AS tier,
       -- The last days that changed; the first judgement of a school year names none.
       coalesce(
         CASE WHEN x.before IS NULL THEN ' Last days: ' ELSE ' Days that changed: ' END
         || (SELECT string_agg(to_char(d.day, 'FMMon FMDD'), ', ' ORDER BY d.day)
             FROM (SELECT u.day FROM unnest(x.days_changed) AS u (day)
                   UNION ALL
                   SELECT o.date FROM attendance_dayoutcome o
                   WHERE cardinality(x.days_changed) = 0 AND o.student_id = x.student_id
                     AND o.date BETWEEN %(first_day)s AND x.as_of
                     AND o.outcome <> %(outcome_not_taken)s
                   ORDER BY day DESC LIMIT 5) d) || '.', '')
         || ' Judged as of ' || to_char(x.as_of, 'FMMon FMDD, YYYY') || '.' AS told,
       jsonb_build_object('change', x.id, 'as_of', x.as_of, 'before', x.before,
                          'after', x.after, 'days', to_jsonb(x.days_changed)) AS evidence
FROM (SELECT DISTINCT ON (c.student_id, c.school_year)
             c.id, c.student_id, c.school_year, a.as_of, c.days_changed,
             first_value(c.before) OVER w AS before, c.after, first_value(c.id) OVER w AS first_id
      FROM attendance_standingchange c
      JOIN attendance_assessment a ON a.id = c.assessment_id
      WHERE c.id > %(since)s
      WINDOW w AS (PARTITION BY c.student_id, c.school_year ORDER BY c.id)
      ORDER BY c.student_id, c.school_year, c.id DESC) x
JOIN attendance_standing t
  ON t.student_id = x.student_id AND t.school_year = x.school_year AND t.is_enrolled
WHERE x.after IS NOT NULL AND x.school_year = %(school_year)s
  AND NOT (
    NOT EXISTS (SELECT FROM attendance_standingchange p
                WHERE p.student_id = x.student_id AND p.school_year = x.school_year
                  AND p.id < x.first_id)
    -- The first judgement of a school year names no days; all of them are new.
    AND CASE WHEN cardinality(x.days_changed) = 0
        THEN EXISTS (SELECT FROM attendance_dayoutcome o
                     WHERE o.student_id = x.student_id AND o.date >= %(first_day)s
                       AND o.date < x.as_of - %(look_days)s)
        ELSE x.as_of - %(look_days)s > ANY(x.days_changed) END)

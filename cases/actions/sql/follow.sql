-- Tasks for what changed after the cursor. Each row of `wanted` is one reason; a student-year that
-- was never judged before proposes only its most pressing one, and none for history: what a first
-- import brings of weeks ago is no news of this morning. The lists of students have it.
WITH changed AS (
  SELECT DISTINCT ON (c.student_id, c.school_year)
         c.id, c.student_id, c.school_year, a.as_of, c.days_changed,
         first_value(c.before) OVER w AS before, c.after, first_value(c.id) OVER w AS first_id
  FROM attendance_standingchange c JOIN attendance_assessment a ON a.id = c.assessment_id
  WHERE c.id > %(change)s
  WINDOW w AS (PARTITION BY c.student_id, c.school_year ORDER BY c.id)
  ORDER BY c.student_id, c.school_year, c.id DESC
), facts AS (
  SELECT x.*, t.school_id, x.before IS NULL AS is_first,
         coalesce((x.before ->> 'counted_days')::int, 0) AS counted_before,
         (x.after ->> 'counted_days')::int AS counted,
         coalesce((x.before ->> 'reports_due')::int, 0) AS due_before,
         (x.after ->> 'reports_due')::int AS due,
         (x.after ->> 'reports_filed')::int AS filed,
         coalesce(x.before ->> 'band', 'satisfactory') AS band_before, x.after ->> 'band' AS band,
         coalesce(x.before ->> 'tier', 'prevention') AS tier_before, x.after ->> 'tier' AS tier,
         -- The last days that changed; the first judgement of a school year names none.
         (SELECT string_agg(to_char(d.day, 'FMMon FMDD'), ', ' ORDER BY d.day)
          FROM (SELECT day FROM unnest(x.days_changed) AS day
                UNION ALL
                SELECT o.date FROM attendance_dayoutcome o
                WHERE cardinality(x.days_changed) = 0 AND o.student_id = x.student_id
                  AND o.date BETWEEN %(first_day)s AND x.as_of AND o.outcome <> 'not_taken'
                ORDER BY day DESC LIMIT 5) d) AS days
  FROM changed x
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
                         AND o.date < x.as_of - %(first_look_days)s)
          ELSE x.as_of - %(first_look_days)s > ANY(x.days_changed) END)
), wanted AS (
  SELECT f.*, 1 AS rank, 'report' AS kind, 'report:' || f.due AS reason_key,
         'Report ' || f.due || ' to the attendance supervisor is due' AS title,
         f.counted || ' counted days; ' || f.filed || ' of ' || f.due || ' reports filed.' AS why,
         %(report_school_days)s AS days_to
  FROM facts f WHERE f.due > f.due_before AND f.due > f.filed
  UNION ALL
  SELECT f.*, 2, 'support', 'band:' || f.band,
         CASE f.band WHEN 'at_risk' THEN 'Check in: attendance is at risk'
              ELSE 'Chronic absentee: plan support with the family' END,
         'Attendance band went from ' || b.label || ' to ' || a.label || '.',
         %(support_school_days)s
  FROM facts f
  JOIN (VALUES ('satisfactory', 0, 'satisfactory'), ('at_risk', 1, 'at risk'),
               ('moderate', 2, 'moderate chronic'), ('severe', 3, 'severe chronic'))
    AS a (band, place, label) ON a.band = f.band
  JOIN (VALUES ('satisfactory', 0, 'satisfactory'), ('at_risk', 1, 'at risk'),
               ('moderate', 2, 'moderate chronic'), ('severe', 3, 'severe chronic'))
    AS b (band, place, label) ON b.band = f.band_before
  WHERE a.place > b.place
  UNION ALL
  SELECT f.*, 3, 'contact', 'counted', 'Contact the family: first counted day',
         'Counted days went from 0 to ' || f.counted || '.', %(first_school_days)s
  FROM facts f WHERE f.counted_before = 0 AND f.counted > 0 AND f.due = 0
  UNION ALL
  SELECT f.*, 4, 'tier', 'tier:' || f.tier, 'Decide the tier: ' || f.tier || ' is suggested',
         'The suggested tier went from ' || f.tier_before || ' to ' || f.tier || '.',
         %(support_school_days)s
  FROM facts f
  WHERE array_position(ARRAY['prevention', 'early', 'intensive'], f.tier)
      > array_position(ARRAY['prevention', 'early', 'intensive'], f.tier_before)
    -- A first counted day, or a first band, says it already.
    AND (f.tier = 'intensive' OR NOT (f.counted_before = 0 AND f.counted > 0
                                      OR f.band_before = 'satisfactory' AND f.band <> 'satisfactory'))
    AND NOT EXISTS (
      SELECT FROM cases_case k
      WHERE k.student_id = f.student_id AND k.closed_on IS NULL
        AND array_position(ARRAY['prevention', 'early', 'intensive'], k.tier::text)
         >= array_position(ARRAY['prevention', 'early', 'intensive'], f.tier))
), chosen AS (
  SELECT w.*, row_number() OVER (PARTITION BY w.student_id ORDER BY w.rank) AS turn FROM wanted w
)
INSERT INTO tasks_task (student_id, school_id, owner_id, kind, title, reason, evidence,
                        due_on, state, state_reason, undo, key, made_on)
SELECT c.student_id, c.school_id, k.owner_id, c.kind, c.title,
       c.why || CASE WHEN c.days IS NULL THEN ''
                     WHEN c.is_first THEN ' Last days: ' || c.days || '.'
                     ELSE ' Days that changed: ' || c.days || '.' END
             || ' Judged as of ' || to_char(c.as_of, 'FMMon FMDD, YYYY') || '.',
       jsonb_build_object('change', c.id, 'as_of', c.as_of, 'before', c.before, 'after', c.after,
                          'days', to_jsonb(c.days_changed)),
       -- The n-th school day after the judgement at the student's school; without a calendar, as
       -- many days later.
       coalesce((SELECT d.date FROM students_schoolday d
                 WHERE d.school_id = c.school_id AND d.is_school_day AND d.date > c.as_of
                 ORDER BY d.date OFFSET c.days_to - 1 LIMIT 1), c.as_of + c.days_to),
       'open', '', '{}',
       c.student_id || ':' || c.school_year || ':' || c.reason_key, %(today)s
FROM chosen c
LEFT JOIN cases_case k ON k.student_id = c.student_id AND k.closed_on IS NULL
WHERE c.turn = 1 OR NOT c.is_first
ORDER BY c.student_id, c.rank
ON CONFLICT (key) DO NOTHING
RETURNING student_id

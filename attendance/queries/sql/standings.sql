-- The standing of each student with an enrollment in the year: judging_standing (S6 to S10).

CREATE TEMP TABLE judging_standing AS
WITH joined AS (
  SELECT l.student_id, l.school_id, l.grade, l.is_enrolled, coalesce(e.days, 0) AS enrolled,
         coalesce(t.absent, 0) AS absent, coalesce(t.excused, 0) AS excused,
         coalesce(t.unexcused, 0) AS unexcused, coalesce(t.uncleared, 0) AS uncleared, coalesce(t.unverified, 0) AS unverified,
         coalesce(t.mixed, 0) AS mixed, coalesce(t.oss, 0) AS oss, coalesce(t.iss, 0) AS iss,
         coalesce(t.incomplete, 0) AS incomplete, coalesce(t.tardy, 0) AS tardy,
         coalesce(t.not_taken, 0) + coalesce(u.days, 0) AS not_taken,
         coalesce(t.counted, 0) AS counted,
         coalesce(t.pending, 0) AS pending, f.truant_on, coalesce(d.reports, 0) AS due,
         coalesce(r.reports, 0) AS filed, coalesce(s.effort, false) AS effort,
         -- Where the law knows no reports, those on file from elsewhere lead up no ladder.
         CASE WHEN %(has_reports)s THEN coalesce(r.reports, 0) ELSE 0 END AS rung,
         coalesce(s.notice AND s.referral AND s.finding, false) AS other_steps
  FROM judging_last_school l
  LEFT JOIN judging_enrolled e USING (student_id)
  LEFT JOIN judging_tally t USING (student_id)
  LEFT JOIN judging_unknown u USING (student_id)
  LEFT JOIN judging_first f USING (student_id)
  LEFT JOIN judging_due d USING (student_id)
  LEFT JOIN judging_filed r USING (student_id)
  LEFT JOIN judging_step s USING (student_id)
), shares AS (
  SELECT j.*,
         enrolled > 0 AND 100 * absent >= %(chronic_percent)s * enrolled AS chronic,
         enrolled > 0 AND 100 * (unexcused + uncleared) >= %(chronic_truant_percent)s * enrolled AS arithmetic
  FROM joined j
)
SELECT student_id, %(school_year)s::smallint AS school_year, %(as_of)s::date AS as_of,
       school_id, grade, is_enrolled, enrolled::smallint AS days_enrolled,
       absent::smallint AS days_absent, excused::smallint AS days_absent_excused,
       unexcused::smallint AS days_absent_unexcused,
       unverified::smallint AS days_absent_unverified, mixed::smallint AS days_absent_mixed,
       oss::smallint AS days_suspended_out, iss::smallint AS days_suspended_in,
       incomplete::smallint AS days_study_incomplete, tardy::smallint AS tardy_days,
       not_taken::smallint AS not_taken_days, counted::smallint AS counted_days,
       pending::smallint AS pending_days, truant_on AS first_truant_on,
       due::smallint AS reports_due, filed::smallint AS reports_filed,
       chronic AS chronic_absentee,
       CASE WHEN enrolled >= %(state_min_days)s THEN chronic END AS chronic_absentee_state,
       arithmetic AS chronic_truant_arithmetic,
       arithmetic AND rung >= 2 AND effort AND other_steps AS chronic_truant,
       CASE WHEN enrolled = 0 OR 100 * absent < %(at_risk_percent)s * enrolled THEN %(band_satisfactory)s
            WHEN 100 * absent < %(moderate_percent)s * enrolled THEN %(band_at_risk)s
            WHEN 100 * absent < %(severe_percent)s * enrolled THEN %(band_moderate)s
            ELSE %(band_severe)s END AS band,
       CASE WHEN enrolled > 0 AND 100 * absent >= %(tier_intensive_percent)s * enrolled
                 OR filed >= %(tier_intensive_report)s THEN %(tier_intensive)s
            WHEN enrolled > 0 AND 100 * absent >= %(tier_early_percent)s * enrolled
                 OR counted >= %(tier_early_counted)s THEN %(tier_early)s
            ELSE %(tier_prevention)s END AS tier,
       CASE WHEN rung >= %(habitual_reports)s AND effort THEN %(status_habitual)s
            WHEN rung >= %(habitual_reports)s THEN %(status_habitual_eligible)s
            WHEN rung >= 2 THEN %(status_truant_repeat)s
            WHEN rung = 1 THEN %(status_truant)s
            WHEN counted > 0 THEN %(status_watch)s
            ELSE %(status_none)s END AS status,
       %(policy)s::text AS policy_version
FROM shares;

-- Bring the stored standings to what was judged, and leave a change for each that people or
-- other apps would notice. `as_of` alone is no difference. Beside what people would notice stands
-- what nothing at all comes to.
CREATE TEMP TABLE judging_diff AS
SELECT coalesce(n.student_id, o.student_id) AS student_id,
       n.student_id IS NULL AS gone, o.student_id IS NULL AS added,
       (coalesce(n.status, %(status_none)s), coalesce(n.counted_days, 0),
        coalesce(n.pending_days, 0), coalesce(n.reports_due, 0), coalesce(n.reports_filed, 0),
        n.first_truant_on, coalesce(n.chronic_absentee, false), coalesce(n.chronic_truant, false),
        coalesce(n.band, %(band_satisfactory)s), coalesce(n.tier, %(tier_prevention)s))
       IS DISTINCT FROM
       (coalesce(o.status, %(status_none)s), coalesce(o.counted_days, 0),
        coalesce(o.pending_days, 0), coalesce(o.reports_due, 0), coalesce(o.reports_filed, 0),
        o.first_truant_on, coalesce(o.chronic_absentee, false), coalesce(o.chronic_truant, false),
        coalesce(o.band, %(band_satisfactory)s), coalesce(o.tier, %(tier_prevention)s)) AS noticed
FROM judging_standing n
FULL JOIN (SELECT * FROM judging_stored_standing WHERE school_year = %(school_year)s) o
  ON o.student_id = n.student_id
WHERE n.student_id IS NULL OR o.student_id IS NULL
   OR (n.school_id, n.grade, n.is_enrolled, n.days_enrolled, n.days_absent, n.days_absent_excused,
       n.days_absent_unexcused, n.days_absent_unverified, n.days_absent_mixed,
       n.days_suspended_out, n.days_suspended_in, n.days_study_incomplete, n.tardy_days,
       n.not_taken_days, n.counted_days, n.pending_days, n.first_truant_on, n.reports_due,
       n.reports_filed, n.chronic_absentee, n.chronic_absentee_state, n.chronic_truant_arithmetic,
       n.chronic_truant, n.band, n.tier, n.status, n.policy_version)
      IS DISTINCT FROM
      (o.school_id, o.grade, o.is_enrolled, o.days_enrolled, o.days_absent, o.days_absent_excused,
       o.days_absent_unexcused, o.days_absent_unverified, o.days_absent_mixed,
       o.days_suspended_out, o.days_suspended_in, o.days_study_incomplete, o.tardy_days,
       o.not_taken_days, o.counted_days, o.pending_days, o.first_truant_on, o.reports_due,
       o.reports_filed, o.chronic_absentee, o.chronic_absentee_state, o.chronic_truant_arithmetic,
       o.chronic_truant, o.band, o.tier, o.status, o.policy_version);

ANALYZE judging_diff;

INSERT INTO attendance_standingchange
  (student_id, school_year, assessment_id, before, after, days_changed)
SELECT d.student_id, %(school_year)s, %(assessment)s,
       CASE WHEN NOT d.added THEN jsonb_build_object(
         'status', o.status, 'counted_days', o.counted_days, 'pending_days', o.pending_days,
         'reports_due', o.reports_due, 'reports_filed', o.reports_filed,
         'first_truant_on', o.first_truant_on, 'chronic_absentee', o.chronic_absentee,
         'chronic_truant', o.chronic_truant, 'band', o.band, 'tier', o.tier) END,
       CASE WHEN NOT d.gone THEN jsonb_build_object(
         'status', n.status, 'counted_days', n.counted_days, 'pending_days', n.pending_days,
         'reports_due', n.reports_due, 'reports_filed', n.reports_filed,
         'first_truant_on', n.first_truant_on, 'chronic_absentee', n.chronic_absentee,
         'chronic_truant', n.chronic_truant, 'band', n.band, 'tier', n.tier) END,
       coalesce(m.dates, '{}')
FROM judging_diff d
LEFT JOIN attendance_standing o
  ON o.student_id = d.student_id AND o.school_year = %(school_year)s
LEFT JOIN judging_standing n ON n.student_id = d.student_id
LEFT JOIN judging_moved m ON m.student_id = d.student_id
WHERE d.noticed;

DELETE FROM attendance_standing o USING judging_diff d
WHERE d.gone AND o.student_id = d.student_id AND o.school_year = %(school_year)s;

UPDATE attendance_standing o
SET (as_of, school_id, grade, is_enrolled, days_enrolled, days_absent, days_absent_excused,
     days_absent_unexcused, days_absent_unverified, days_absent_mixed, days_suspended_out,
     days_suspended_in, days_study_incomplete, tardy_days, not_taken_days, counted_days,
     pending_days, first_truant_on, reports_due, reports_filed, chronic_absentee,
     chronic_absentee_state, chronic_truant_arithmetic, chronic_truant, band, tier, status,
     policy_version) = ROW(
  n.as_of, n.school_id, n.grade, n.is_enrolled, n.days_enrolled, n.days_absent, n.days_absent_excused,
  n.days_absent_unexcused, n.days_absent_unverified, n.days_absent_mixed, n.days_suspended_out,
  n.days_suspended_in, n.days_study_incomplete, n.tardy_days, n.not_taken_days, n.counted_days,
  n.pending_days, n.first_truant_on, n.reports_due, n.reports_filed, n.chronic_absentee,
  n.chronic_absentee_state, n.chronic_truant_arithmetic, n.chronic_truant, n.band, n.tier,
  n.status, n.policy_version)
FROM judging_diff d
JOIN judging_standing n ON n.student_id = d.student_id
WHERE NOT d.gone AND NOT d.added
  AND o.student_id = d.student_id AND o.school_year = %(school_year)s;

INSERT INTO attendance_standing (
  student_id, school_year, as_of, school_id, grade, is_enrolled, days_enrolled, days_absent, days_absent_excused,
  days_absent_unexcused, days_absent_unverified, days_absent_mixed, days_suspended_out,
  days_suspended_in, days_study_incomplete, tardy_days, not_taken_days, counted_days,
  pending_days, first_truant_on, reports_due, reports_filed, chronic_absentee,
  chronic_absentee_state, chronic_truant_arithmetic, chronic_truant, band, tier, status,
  policy_version)
SELECT n.student_id, %(school_year)s, n.as_of,
       n.school_id, n.grade, n.is_enrolled, n.days_enrolled, n.days_absent, n.days_absent_excused,
       n.days_absent_unexcused, n.days_absent_unverified, n.days_absent_mixed,
       n.days_suspended_out, n.days_suspended_in, n.days_study_incomplete, n.tardy_days,
       n.not_taken_days, n.counted_days, n.pending_days, n.first_truant_on, n.reports_due,
       n.reports_filed, n.chronic_absentee, n.chronic_absentee_state, n.chronic_truant_arithmetic,
       n.chronic_truant, n.band, n.tier, n.status, n.policy_version
FROM judging_diff d
JOIN judging_standing n ON n.student_id = d.student_id
WHERE d.added;

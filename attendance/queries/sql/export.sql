-- The published columns of every standing that was judged.
SELECT s.sis_id AS student_id, k.sis_id AS school_id,
       t.school_year || '-' || lpad(((t.school_year + 1) %% 100)::text, 2, '0') AS school_year,
       %(as_of)s::date AS as_of, t.days_enrolled, t.days_absent, t.days_absent_excused,
       t.days_absent_unexcused, t.days_absent_unverified, t.days_absent_mixed,
       t.days_suspended_out, t.days_suspended_in, t.days_study_incomplete, t.tardy_days,
       t.counted_days AS truancy_events, t.first_truant_on, t.reports_due, t.reports_filed,
       t.chronic_absentee::int AS chronic_absentee,
       t.chronic_absentee_state::int AS chronic_absentee_state,
       t.chronic_truant_arithmetic::int AS chronic_truant_arithmetic, t.band, t.tier, t.status
FROM judging_standing t
JOIN students_student s ON s.id = t.student_id
JOIN students_school k ON k.id = t.school_id
ORDER BY s.sis_id

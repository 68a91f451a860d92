-- Everything that judging makes, so that the next one in the same transaction finds none of it.
DROP VIEW IF EXISTS
  judging_mark, judging_child, judging_enrollment, judging_report, judging_stored_day,
  judging_stored_standing, judging_stored_finding, judging_day, judging_resolved CASCADE;

DROP TABLE IF EXISTS
  judging_student, judging_some_mark, judging_not_taken, judging_gone, judging_school, judging_untaken,
  judging_read, judging_pattern, judging_two_schools, judging_code, judging_known, judging_gap,
  judging_meaning, judging_both, judging_base, judging_weighed, judging_age, judging_judged,
  judging_calendar, judging_left_a_school, judging_judged_two, judging_unseen, judging_stretch,
  judging_copy, judging_span, judging_twice, judging_enrolled, judging_last_school, judging_tally,
  judging_unknown, judging_event, judging_first, judging_due, judging_filed, judging_step,
  judging_standing, judging_day_diff, judging_moved, judging_diff, judging_test, judging_period,
  judging_within, judging_counts, judging_tested, judging_numbered,
  judging_finding, judging_flag CASCADE;

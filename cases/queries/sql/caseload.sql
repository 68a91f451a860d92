-- The student, place, standing and last person reached of each case.
SELECT id, name, sis_id, school, grade, status, reports_due, reports_filed, counted_days, days_absent,
       days_enrolled, band, absent_now, suggested_tier, waits, reached_who, reached_how
FROM cases_lines(%(cases)s, %(students)s, %(year)s, %(first_day)s, %(on)s)

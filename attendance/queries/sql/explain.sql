-- One student's year with everything behind it, in one row; its days oldest first.
SELECT standing, is_due, reports, steps, days, findings, policy
FROM attendance_year_explained(%(student)s, %(school_year)s, %(start)s, %(as_of)s, %(known_by)s, %(zone)s)

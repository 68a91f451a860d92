-- The school days in a row that a student is absent, up to the last one judged.
SELECT n.days
FROM attendance_absent_among(%(students)s, %(school_year)s, %(first_day)s) n

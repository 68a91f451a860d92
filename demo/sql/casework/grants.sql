-- What opens a student to somebody whom another person gave the case.
INSERT INTO accounts_grant (principal, role, scope, student_id, starts, ends, reason, source, revoked_at)
SELECT 'user:' || c.holder, 'counselor', 'student', c.student_id, c.moved_on, c.moved_on + 365, 'Caseload: Balance',
       'assignment', CASE WHEN c.closed_on IS NOT NULL
         THEN (c.closed_on + time '15:00') AT TIME ZONE %(zone)s END
FROM staging.demo_case c
WHERE c.has_moved ORDER BY c.nth

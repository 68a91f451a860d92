-- What opens a student to somebody whom another person gave the case.
INSERT INTO accounts_grant (principal, role, scope, student_id, starts, ends, reason, source, revoked_at)
SELECT 'user:' || c.holder, 'counselor', 'student', c.student_id, m.moved_on, m.moved_on + 365, 'Caseload: balance',
       'assignment', CASE WHEN c.closed_on IS NOT NULL
         THEN (c.closed_on + time '15:00') AT TIME ZONE %(zone)s END
FROM staging.demo_case c
CROSS JOIN LATERAL (SELECT c.opened_on + least(10, c.length / 2) AS moved_on) m
WHERE c.has_moved ORDER BY c.nth

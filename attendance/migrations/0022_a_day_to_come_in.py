"""The last day judged says nothing of a student while their school has sent nothing of it: marks come in
the night after, and a day that nobody marked yet is no day attended.
"""

from django.db import migrations

HAS_COME_IN = """
CREATE FUNCTION attendance_has_come_in(school bigint, day date)
RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM attendance_mark k WHERE k.school_id = school AND k.date = day)
      OR EXISTS (SELECT FROM attendance_submission b
                 WHERE b.school_id = school AND b.date = day AND b.taken)
$$
"""
ABSENT_NOW = """
CREATE OR REPLACE FUNCTION attendance_absent_now(student bigint, first_day date, as_of date)
RETURNS TABLE (days bigint)
LANGUAGE sql STABLE AS $$
  SELECT count(*)
  FROM attendance_dayoutcome o
  WHERE o.student_id = student AND o.date <= as_of
    AND o.outcome IN ('absent', 'oss', 'is_incomplete')
    AND EXISTS (SELECT FROM students_enrollment e
                JOIN students_schoolday d ON d.school_id = e.school_id AND d.date = o.date
                WHERE e.student_id = student AND d.is_school_day
                  AND o.date BETWEEN e.entry_date AND coalesce(e.exit_date, as_of))
    AND o.date > coalesce((
      SELECT max(a.date)
      FROM students_enrollment e
      -- Of each stay the newest day attended: found from its end, after a look or two.
      CROSS JOIN LATERAL (
        SELECT d.date
        FROM students_schoolday d
        LEFT JOIN attendance_dayoutcome m ON m.student_id = student AND m.date = d.date
        WHERE d.school_id = e.school_id AND d.is_school_day
          AND d.date BETWEEN greatest(e.entry_date, first_day)
                         AND least(coalesce(e.exit_date, as_of), as_of)
          AND CASE WHEN m.date IS NULL
                   THEN NOT EXISTS (SELECT FROM attendance_submission b
                                    WHERE b.school_id = d.school_id AND b.date = d.date
                                      AND NOT b.taken AND b.period = '' AND b.section = '')
                    AND (d.date < as_of OR attendance_has_come_in(d.school_id, d.date))
                   ELSE m.outcome NOT IN ('absent', 'oss', 'is_incomplete', 'not_taken')
              END
        ORDER BY d.date DESC LIMIT 1
      ) a
      WHERE e.student_id = student), first_day - 1)
$$
"""
UNEXPLAINED_NOW = """
CREATE OR REPLACE FUNCTION attendance_unexplained_now(student bigint, first_day date, as_of date)
RETURNS TABLE (dates date[])
LANGUAGE sql STABLE AS $$
  SELECT coalesce(array_agg(o.date ORDER BY o.date), '{}')
  FROM attendance_dayoutcome o
  WHERE o.student_id = student AND o.date <= as_of
    AND o.outcome = 'absent' AND o.excuse IN ('unexcused', 'unverified')
    AND EXISTS (SELECT FROM students_enrollment e
                JOIN students_schoolday d ON d.school_id = e.school_id AND d.date = o.date
                WHERE e.student_id = student AND d.is_school_day
                  AND o.date BETWEEN e.entry_date AND coalesce(e.exit_date, as_of))
    AND o.date > coalesce((
      SELECT max(a.date)
      FROM students_enrollment e
      -- Of each stay the newest day of which something else is known.
      CROSS JOIN LATERAL (
        SELECT d.date
        FROM students_schoolday d
        LEFT JOIN attendance_dayoutcome m ON m.student_id = student AND m.date = d.date
        WHERE d.school_id = e.school_id AND d.is_school_day
          AND d.date BETWEEN greatest(e.entry_date, first_day)
                         AND least(coalesce(e.exit_date, as_of), as_of)
          AND CASE WHEN m.date IS NULL
                   THEN (d.date < as_of OR attendance_has_come_in(d.school_id, d.date))
                    AND NOT EXISTS (SELECT FROM attendance_submission b
                                    WHERE b.school_id = d.school_id AND b.date = d.date
                                      AND NOT b.taken AND b.period = '' AND b.section = '')
                   ELSE m.outcome <> 'not_taken'
                    AND NOT (m.outcome = 'absent' AND m.excuse IN ('unexcused', 'unverified'))
              END
        ORDER BY d.date DESC LIMIT 1
      ) a
      WHERE e.student_id = student), first_day - 1)
$$
"""


class Migration(migrations.Migration):
    dependencies = [("attendance", "0021_rival_marks")]

    operations = [
        migrations.RunSQL(HAS_COME_IN, "DROP FUNCTION attendance_has_come_in(bigint, date)"),
        migrations.RunSQL([ABSENT_NOW, UNEXPLAINED_NOW], migrations.RunSQL.noop),
    ]

"""Who is to be found before anything is reported or written.

`attendance_unexplained_now` are the days that a student is absent up to now without a reason known,
as a task to locate and a report read them. Attendance not taken says nothing and breaks nothing; a
day that nobody marked was attended, but the last one may not have come in yet.

`attendance_sought` are those whom somebody looks for. Tasks lie above attendance: they fill it.
"""

from django.db import migrations

UNEXPLAINED_NOW = """
CREATE FUNCTION attendance_unexplained_now(student bigint, first_day date, as_of date)
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
                   THEN d.date < as_of
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
SOUGHT = "CREATE VIEW attendance_sought AS SELECT NULL::bigint AS student_id WHERE false"


class Migration(migrations.Migration):
    dependencies = [("attendance", "0018_nothing_counted")]

    operations = [
        migrations.RunSQL(
            UNEXPLAINED_NOW, "DROP FUNCTION attendance_unexplained_now(bigint, date, date)"
        ),
        migrations.RunSQL(SOUGHT, "DROP VIEW attendance_sought"),
    ]

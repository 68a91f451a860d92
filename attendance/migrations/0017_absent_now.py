"""How many school days in a row a student is absent up to now, as lists and the student's page say.

A function of one SELECT: the planner takes it apart like a view. From the newest day back to the
last one attended: a day on which attendance was not taken says nothing and breaks nothing.
"""

from django.db import migrations

ABSENT_NOW = """
CREATE FUNCTION attendance_absent_now(student bigint, first_day date, as_of date)
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
                   ELSE m.outcome NOT IN ('absent', 'oss', 'is_incomplete', 'not_taken')
              END
        ORDER BY d.date DESC LIMIT 1
      ) a
      WHERE e.student_id = student), first_day - 1)
$$
"""


class Migration(migrations.Migration):
    dependencies = [("attendance", "0016_waiting_is_a_view")]

    operations = [
        migrations.RunSQL(ABSENT_NOW, "DROP FUNCTION attendance_absent_now(bigint, date, date)"),
    ]

"""Whether a school has sent anything of the last day is looked up where it is asked.

In `attendance_absent_now` a call of `attendance_has_come_in` for each student of a list took as long as all
else. Its two conditions stand there as they stand in it.
"""

from django.db import migrations

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
                    AND (d.date < as_of
                         -- attendance_has_come_in
                         OR EXISTS (SELECT FROM attendance_mark k
                                    WHERE k.school_id = d.school_id AND k.date = d.date)
                         OR EXISTS (SELECT FROM attendance_submission b
                                    WHERE b.school_id = d.school_id AND b.date = d.date AND b.taken))
                   ELSE m.outcome NOT IN ('absent', 'oss', 'is_incomplete', 'not_taken')
              END
        ORDER BY d.date DESC LIMIT 1
      ) a
      WHERE e.student_id = student), first_day - 1)
$$
"""


class Migration(migrations.Migration):
    dependencies = [("attendance", "0024_a_year_explained")]

    operations = [migrations.RunSQL(ABSENT_NOW, migrations.RunSQL.noop)]

"""How many school days in a row each of some students is absent up to now, for lists.

As `attendance_absent_now`, which says it of one. The planner takes that apart anew in each statement,
which takes longer than to look up a page of students. This one it plans once for a connection.
"""

from django.db import migrations

ABSENT_AMONG = """
CREATE FUNCTION attendance_absent_among(students bigint[], in_year integer, first_day date)
RETURNS TABLE (student bigint, days bigint)
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN QUERY
  SELECT t.student_id, n.days
  FROM attendance_standing t
  CROSS JOIN LATERAL attendance_absent_now(t.student_id, first_day, t.as_of) n
  WHERE t.student_id = ANY(students) AND t.school_year = in_year AND t.is_enrolled;
END
$$
"""


class Migration(migrations.Migration):
    dependencies = [("attendance", "0022_a_day_to_come_in")]

    operations = [
        migrations.RunSQL(
            ABSENT_AMONG, "DROP FUNCTION attendance_absent_among(bigint[], integer, date)"
        ),
    ]

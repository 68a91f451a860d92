"""A student-year is left to be judged again by one function, which statements can call."""

from django.db import migrations

# A row that is there already is written again, which locks it: were it left alone, a run of
# `assess` could take it away before the change that it stands for is committed. In their order, so
# that of two who come at once one waits for the other.
MARK_DUE = """
CREATE FUNCTION attendance_mark_due(students bigint[], school_years smallint[]) RETURNS void
LANGUAGE sql AS $$
  INSERT INTO attendance_judgementdue (student_id, school_year)
  SELECT DISTINCT c.student_id, c.school_year
  FROM unnest(students, school_years) AS c (student_id, school_year)
  ORDER BY 1, 2
  ON CONFLICT (student_id, school_year) DO UPDATE SET school_year = excluded.school_year
$$
"""


class Migration(migrations.Migration):
    dependencies = [("attendance", "0013_news_are_read_once")]

    operations = [
        migrations.RunSQL(MARK_DUE, "DROP FUNCTION attendance_mark_due(bigint[], smallint[])")
    ]

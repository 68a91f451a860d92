"""The state of a school year as lists name it: what `state_of` says, for statements.

One expression and no table, so that the planner puts it in place and an index still answers.
"""

from django.db import migrations

STATE = """
CREATE FUNCTION attendance_state(status text, reports_due integer, reports_filed integer)
RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN status = 'watch' AND reports_due > reports_filed
              THEN 'report_due' ELSE status END
$$
"""


class Migration(migrations.Migration):
    dependencies = [("attendance", "0009_findings")]

    operations = [
        migrations.RunSQL(STATE, "DROP FUNCTION attendance_state(text, integer, integer)"),
    ]

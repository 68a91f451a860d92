"""Who is looked for is told downwards: attendance holds a report until the task to locate ends."""

from django.db import migrations

SOUGHT = """
CREATE OR REPLACE VIEW attendance_sought AS
SELECT student_id FROM tasks_task WHERE kind = 'locate' AND state IN ('open', 'snoozed')
"""
NOBODY = "CREATE OR REPLACE VIEW attendance_sought AS SELECT NULL::bigint AS student_id WHERE false"


class Migration(migrations.Migration):
    dependencies = [("attendance", "0019_locate_first"), ("tasks", "0003_pending_with_student")]

    operations = [migrations.RunSQL(SOUGHT, NOBODY)]

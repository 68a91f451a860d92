"""Which reports wait for a decision, for every statement that asks."""

from django.db import migrations

WAITING = """
CREATE VIEW attendance_waiting AS
SELECT flag.report_id FROM attendance_reportflag flag
WHERE NOT coalesce(
  (SELECT verdict.verdict = 'withdrawn' OR verdict.answered @> flag.reasons
   FROM attendance_reportdecision verdict WHERE verdict.report_id = flag.report_id
   ORDER BY verdict.decided_at DESC, verdict.id DESC LIMIT 1), false)
"""


class Migration(migrations.Migration):
    dependencies = [("attendance", "0015_reports_that_wait")]

    operations = [migrations.RunSQL(WAITING, "DROP VIEW attendance_waiting")]

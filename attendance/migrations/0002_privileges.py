"""Reports, decisions and standing changes stay as written, also for the running roles."""

from django.db import migrations

FROZEN = ("attendance_truancyreport", "attendance_reportdecision", "attendance_standingchange")


class Migration(migrations.Migration):
    dependencies = [("attendance", "0001_initial")]

    operations = [
        migrations.RunSQL(
            sql=f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM app, worker",
            reverse_sql=f"GRANT UPDATE, DELETE ON {table} TO app, worker",
        )
        for table in FROZEN
    ]

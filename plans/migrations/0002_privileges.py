"""What was said stays as written, by any running role."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("plans", "0001_interviews")]

    operations = [
        migrations.RunSQL(
            sql=f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM app, worker",
            reverse_sql=f"GRANT UPDATE, DELETE ON {table} TO app, worker",
        )
        for table in ("plans_interview", "plans_interviewbarrier")
    ]

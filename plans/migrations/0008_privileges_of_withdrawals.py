"""That an interview was withdrawn stays as written, by any running role."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("plans", "0007_interviews_withdrawn")]

    operations = [
        migrations.RunSQL(
            sql="REVOKE UPDATE, DELETE, TRUNCATE ON plans_interviewwithdrawal FROM app, worker",
            reverse_sql="GRANT UPDATE, DELETE ON plans_interviewwithdrawal TO app, worker",
        )
    ]

"""Audit tables take new rows only: the running roles may neither change nor remove one."""

from django.db import migrations

TABLES = ("audit_auditevent", "audit_accessevent")


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [
        migrations.RunSQL(
            sql=f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM app, worker",
            reverse_sql=f"GRANT UPDATE, DELETE ON {table} TO app, worker",
        )
        for table in TABLES
    ]

"""Decisions stay as written, by any running role."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_cases")]

    operations = [
        migrations.RunSQL(
            sql="REVOKE UPDATE, DELETE, TRUNCATE ON cases_tierdecision FROM app, worker",
            reverse_sql="GRANT UPDATE, DELETE ON cases_tierdecision TO app, worker",
        ),
    ]

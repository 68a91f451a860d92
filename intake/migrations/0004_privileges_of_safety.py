"""That a safety protocol was followed stays as written, by any running role."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("intake", "0003_safety_protocols")]

    operations = [
        migrations.RunSQL(
            sql="REVOKE UPDATE, DELETE, TRUNCATE ON intake_protocolfollowed FROM app, worker",
            reverse_sql="GRANT UPDATE, DELETE ON intake_protocolfollowed TO app, worker",
        )
    ]

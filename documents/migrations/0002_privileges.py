"""Documents take new rows only: what was stored stays as written, also for the running roles."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_documents")]

    operations = [
        migrations.RunSQL(
            sql="REVOKE UPDATE, DELETE, TRUNCATE ON documents_document FROM app, worker",
            reverse_sql="GRANT UPDATE, DELETE ON documents_document TO app, worker",
        ),
    ]

"""What was done with a request stays as written, and no request is deleted, by any running role."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("intake", "0001_requests")]

    operations = [
        migrations.RunSQL(
            sql="REVOKE UPDATE, DELETE, TRUNCATE ON intake_requeststep FROM app, worker",
            reverse_sql="GRANT UPDATE, DELETE ON intake_requeststep TO app, worker",
        ),
        migrations.RunSQL(
            sql="REVOKE DELETE, TRUNCATE ON intake_helprequest FROM app, worker",
            reverse_sql="GRANT DELETE ON intake_helprequest TO app, worker",
        ),
    ]

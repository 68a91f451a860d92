"""No conference is deleted by any running role."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("conferences", "0001_conferences")]

    operations = [
        migrations.RunSQL(
            sql="REVOKE DELETE, TRUNCATE ON conferences_conference FROM app, worker",
            reverse_sql="GRANT DELETE ON conferences_conference TO app, worker",
        ),
    ]

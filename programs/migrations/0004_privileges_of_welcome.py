"""That somebody welcomed a student is not deleted, by any running role."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("programs", "0003_welcome")]

    operations = [
        migrations.RunSQL(
            sql="REVOKE DELETE, TRUNCATE ON programs_welcome FROM app, worker",
            reverse_sql="GRANT DELETE ON programs_welcome TO app, worker",
        )
    ]

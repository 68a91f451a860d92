"""What a school did for all and whom it reached is not deleted, by any running role."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("programs", "0001_campaigns")]

    operations = [
        migrations.RunSQL(
            sql="REVOKE DELETE, TRUNCATE ON programs_campaign, programs_reachcount FROM app, worker",
            reverse_sql="GRANT DELETE ON programs_campaign, programs_reachcount TO app, worker",
        ),
    ]

"""A service that was given is not deleted, by any running role."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("plans", "0014_services_given")]

    operations = [
        migrations.RunSQL(
            sql="REVOKE DELETE, TRUNCATE ON plans_servicegiven FROM app, worker",
            reverse_sql="GRANT DELETE ON plans_servicegiven TO app, worker",
        )
    ]

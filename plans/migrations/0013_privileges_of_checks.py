"""A day of a check-in is not deleted, by any running role."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("plans", "0012_checks_and_services")]

    operations = [
        migrations.RunSQL(
            sql="REVOKE DELETE, TRUNCATE ON plans_checkday FROM app, worker",
            reverse_sql="GRANT DELETE ON plans_checkday TO app, worker",
        )
    ]

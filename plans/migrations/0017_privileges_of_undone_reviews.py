"""That a review was undone is written by the running roles, and nothing else of it."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("plans", "0016_reviews_undone")]

    operations = [
        migrations.RunSQL(
            sql="GRANT UPDATE (undone_at) ON plans_planreview TO app, worker",
            reverse_sql="REVOKE UPDATE (undone_at) ON plans_planreview FROM app, worker",
        )
    ]

"""Answers to a plan and reviews stay as written, and what was planned is never deleted, by any
running role.
"""

from django.db import migrations

WRITTEN_ONCE = ("plans_planagreement", "plans_planreview")
KEPT = ("plans_plan", "plans_strategy", "plans_delivery")


class Migration(migrations.Migration):
    dependencies = [("plans", "0003_plans")]

    operations = [
        *(
            migrations.RunSQL(
                sql=f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM app, worker",
                reverse_sql=f"GRANT UPDATE, DELETE ON {table} TO app, worker",
            )
            for table in WRITTEN_ONCE
        ),
        *(
            migrations.RunSQL(
                sql=f"REVOKE DELETE, TRUNCATE ON {table} FROM app, worker",
                reverse_sql=f"GRANT DELETE ON {table} TO app, worker",
            )
            for table in KEPT
        ),
    ]

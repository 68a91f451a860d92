"""Who was at a session and what was written of a child stays as written, and no group, member or session
is deleted, by any running role.
"""

from django.db import migrations

WRITTEN_ONCE = ("plans_presence", "plans_wordsapart")
KEPT = ("plans_group", "plans_groupmember", "plans_groupsession")


class Migration(migrations.Migration):
    dependencies = [("plans", "0010_groups")]

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

"""Steps and warnings stay as written, and no visit is deleted, by any running role."""

from django.db import migrations

GROWS = ("visits_visitstep", "visits_notalone", "visits_notalonelifted")


class Migration(migrations.Migration):
    dependencies = [("visits", "0001_visits")]

    operations = [
        *(
            migrations.RunSQL(
                sql=f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM app, worker",
                reverse_sql=f"GRANT UPDATE, DELETE ON {table} TO app, worker",
            )
            for table in GROWS
        ),
        migrations.RunSQL(
            sql="REVOKE DELETE, TRUNCATE ON visits_visit FROM app, worker",
            reverse_sql="GRANT DELETE ON visits_visit TO app, worker",
        ),
    ]

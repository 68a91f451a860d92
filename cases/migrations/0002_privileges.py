"""Earlier words and decisions stay as written, and notes are not deleted, by any running role."""

from django.db import migrations

APPEND_ONLY = ("cases_noterevision", "cases_tierdecision")


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial")]

    operations = [
        *(
            migrations.RunSQL(
                sql=f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM app, worker",
                reverse_sql=f"GRANT UPDATE, DELETE ON {table} TO app, worker",
            )
            for table in APPEND_ONLY
        ),
        migrations.RunSQL(
            sql="REVOKE DELETE, TRUNCATE ON cases_note FROM app, worker",
            reverse_sql="GRANT DELETE ON cases_note TO app, worker",
        ),
    ]

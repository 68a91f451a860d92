"""What was attached to a note and taken off it stays as written, by any running role."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("contacts", "0013_papers")]

    operations = [
        migrations.RunSQL(
            sql=f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM app, worker",
            reverse_sql=f"GRANT UPDATE, DELETE ON {table} TO app, worker",
        )
        for table in ("contacts_notepaper", "contacts_paperwithdrawal")
    ]

"""Earlier words stay as written, and notes are not deleted, by any running role."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("contacts", "0001_notes")]

    operations = [
        migrations.RunSQL(
            sql="REVOKE UPDATE, DELETE, TRUNCATE ON contacts_noterevision FROM app, worker",
            reverse_sql="GRANT UPDATE, DELETE ON contacts_noterevision TO app, worker",
        ),
        migrations.RunSQL(
            sql="REVOKE DELETE, TRUNCATE ON contacts_note FROM app, worker",
            reverse_sql="GRANT DELETE ON contacts_note TO app, worker",
        ),
    ]

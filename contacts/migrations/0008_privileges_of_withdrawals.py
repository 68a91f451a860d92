"""That a note was withdrawn stays as written, by any running role."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("contacts", "0007_withdrawn_notes")]

    operations = [
        migrations.RunSQL(
            sql="REVOKE UPDATE, DELETE, TRUNCATE ON contacts_notewithdrawal FROM app, worker",
            reverse_sql="GRANT UPDATE, DELETE ON contacts_notewithdrawal TO app, worker",
        )
    ]

"""What was approved, printed or happened stays as written, also for the running roles."""

from django.db import migrations

FROZEN = ("letters_lettertemplate", "letters_letterfile", "letters_letterevent")


class Migration(migrations.Migration):
    dependencies = [("letters", "0001_notices_copies_and_what_became_of_them")]

    operations = [
        *(
            migrations.RunSQL(
                sql=f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM app, worker",
                reverse_sql=f"GRANT UPDATE, DELETE ON {table} TO app, worker",
            )
            for table in FROZEN
        ),
        migrations.RunSQL(
            sql="REVOKE DELETE, TRUNCATE ON letters_notice FROM app, worker",
            reverse_sql="GRANT DELETE ON letters_notice TO app, worker",
        ),
    ]

"""Sealed notes stay as written, and no job reads them (EC 49602)."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("contacts", "0011_sealed_notes")]

    operations = [
        migrations.RunSQL(
            sql="""
            REVOKE UPDATE, DELETE, TRUNCATE ON contacts_sealednote FROM app, worker;
            REVOKE SELECT ON contacts_sealednote FROM worker""",
            reverse_sql="""
            GRANT UPDATE, DELETE ON contacts_sealednote TO app, worker;
            GRANT SELECT ON contacts_sealednote TO worker""",
        )
    ]

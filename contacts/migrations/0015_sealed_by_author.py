"""Sealed notes are the author's in the database, too: a query that forgets to ask gives none of another's."""

from django.db import migrations

# Who acts, as each request says it with its first statement (core.sql.name_principal).
AUTHOR = r"author_id = (SELECT substring(current_setting('psa.principal', true) FROM '^user:([0-9]{1,18})$')::bigint)"


class Migration(migrations.Migration):
    dependencies = [("contacts", "0014_privileges_of_papers")]

    operations = [
        migrations.RunSQL(
            sql=f"""
            ALTER TABLE contacts_sealednote ENABLE ROW LEVEL SECURITY;
            CREATE POLICY sealed_is_read_by_its_author ON contacts_sealednote
                FOR SELECT TO app, worker USING ({AUTHOR});
            CREATE POLICY sealed_is_written_by_its_author ON contacts_sealednote
                FOR INSERT TO app WITH CHECK ({AUTHOR});
            -- Of the made-up district; what a job adds it cannot read.
            CREATE POLICY sealed_is_added_by_a_job ON contacts_sealednote
                FOR INSERT TO worker WITH CHECK (true)""",
            reverse_sql="""
            DROP POLICY sealed_is_read_by_its_author ON contacts_sealednote;
            DROP POLICY sealed_is_written_by_its_author ON contacts_sealednote;
            DROP POLICY sealed_is_added_by_a_job ON contacts_sealednote;
            ALTER TABLE contacts_sealednote DISABLE ROW LEVEL SECURITY""",
        )
    ]

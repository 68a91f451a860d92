"""Take from stored notes, earlier words and drafts the barrier that told of immigration status.

Signed notes and earlier words stay as written; this of them nobody may hold.
Source: EC 234.7(a); Plyler v. Doe, 457 U.S. 202 (1982).
"""

from django.db import migrations

FORGET = """
ALTER TABLE contacts_note DISABLE TRIGGER USER;
UPDATE contacts_note SET barriers = array_remove(barriers, 'immigration')
WHERE barriers @> ARRAY['immigration']::varchar[];
ALTER TABLE contacts_note ENABLE TRIGGER USER;
ALTER TABLE contacts_noterevision DISABLE TRIGGER USER;
UPDATE contacts_noterevision
SET fields = jsonb_set(fields, '{barriers}', (fields -> 'barriers') - 'immigration')
WHERE fields -> 'barriers' ? 'immigration';
ALTER TABLE contacts_noterevision ENABLE TRIGGER USER;
UPDATE contacts_notedraft
SET payload = jsonb_set(payload, '{barriers}', (payload -> 'barriers') - 'immigration')
WHERE payload -> 'barriers' ? 'immigration';
"""


class Migration(migrations.Migration):
    dependencies = [("contacts", "0003_no_immigration_status")]

    operations = [migrations.RunSQL(FORGET, migrations.RunSQL.noop)]

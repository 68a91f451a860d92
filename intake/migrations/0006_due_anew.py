"""Whoever asked waits anew where a request is opened again: the day of the answer moves, and nothing else of what
was asked.
"""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('intake', '0005_request_lists'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='helprequest',
            name='as_it_was_asked',
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='helprequest',
            trigger=pgtrigger.compiler.Trigger(name='as_it_was_asked', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."client_uuid" IS DISTINCT FROM (NEW."client_uuid") OR OLD."student_id" IS DISTINCT FROM (NEW."student_id") OR OLD."school_id" IS DISTINCT FROM (NEW."school_id") OR OLD."written_by_id" IS DISTINCT FROM (NEW."written_by_id") OR OLD."written_at" IS DISTINCT FROM (NEW."written_at") OR OLD."asked_on" IS DISTINCT FROM (NEW."asked_on") OR OLD."asker" IS DISTINCT FROM (NEW."asker") OR OLD."asker_name" IS DISTINCT FROM (NEW."asker_name") OR OLD."reply_how" IS DISTINCT FROM (NEW."reply_how") OR OLD."reply_to" IS DISTINCT FROM (NEW."reply_to") OR OLD."may_name" IS DISTINCT FROM (NEW."may_name") OR OLD."reasons" IS DISTINCT FROM (NEW."reasons") OR OLD."worry" IS DISTINCT FROM (NEW."worry") OR OLD."tried" IS DISTINCT FROM (NEW."tried") OR OLD."strengths" IS DISTINCT FROM (NEW."strengths") OR OLD."urgency" IS DISTINCT FROM (NEW."urgency"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='f55662c62273c213e35d03db76cacb6fbbf1fa7b', operation='UPDATE', pgid='pgtrigger_as_it_was_asked_a6d67', table='intake_helprequest', when='BEFORE')),
        ),
    ]

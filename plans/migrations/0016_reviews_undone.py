"""A review that was undone stays, and another one may be held on the day."""


import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('plans', '0015_privileges_of_services'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='planreview',
            name='append_only',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='planreview',
            name='never_truncate',
        ),
        migrations.RemoveConstraint(
            model_name='planreview',
            name='plan_reviewed_once_a_day',
        ),
        migrations.AddField(
            model_name='planreview',
            name='undone_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AlterField(
            model_name='planagreement',
            name='answer',
            field=models.CharField(choices=[('agreed', 'Agreed'), ('declined', 'Did not agree'), ('taken_back', 'Taken back')], max_length=10),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='planreview',
            trigger=pgtrigger.compiler.Trigger(name='frozen', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."plan_id" IS DISTINCT FROM (NEW."plan_id") OR OLD."on" IS DISTINCT FROM (NEW."on") OR OLD."decision" IS DISTINCT FROM (NEW."decision") OR OLD."because" IS DISTINCT FROM (NEW."because") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."missed" IS DISTINCT FROM (NEW."missed") OR OLD."days" IS DISTINCT FROM (NEW."days") OR OLD."goal_missed" IS DISTINCT FROM (NEW."goal_missed") OR OLD."goal_days" IS DISTINCT FROM (NEW."goal_days") OR OLD."goal_until" IS DISTINCT FROM (NEW."goal_until") OR OLD."done" IS DISTINCT FROM (NEW."done") OR OLD."planned" IS DISTINCT FROM (NEW."planned") OR OLD."next_on" IS DISTINCT FROM (NEW."next_on") OR OLD."by_id" IS DISTINCT FROM (NEW."by_id") OR OLD."at" IS DISTINCT FROM (NEW."at"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='617a862497d20a2e9bac5e124cd048290bcd6b1b', operation='UPDATE', pgid='pgtrigger_frozen_c55db', table='plans_planreview', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='planreview',
            trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='e7b1bdf13c6fdd1779972a1ef77a3aff836087ba', operation='DELETE', pgid='pgtrigger_never_deleted_d53cd', table='plans_planreview', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='planreview',
            constraint=models.UniqueConstraint(condition=models.Q(('undone_at', None)), fields=('plan', 'on'), name='plan_reviewed_once_a_day'),
        ),
    ]

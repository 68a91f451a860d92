"""That a student was welcomed back, by whom and when."""

import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('programs', '0002_privileges'),
        ('students', '0014_around_a_student'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Welcome',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('away_from', models.DateField()),
                ('away_until', models.DateField()),
                ('back_on', models.DateField()),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('taken_back_at', models.DateTimeField(null=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('student', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='students.student')),
                ('taken_back_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('away_from__lte', models.F('away_until')), ('back_on__gt', models.F('away_until'))), name='welcome_after_days_away'), models.UniqueConstraint(condition=models.Q(('taken_back_at', None)), fields=('student', 'away_until'), name='welcomed_once_after_days_away'), models.CheckConstraint(condition=models.Q(models.Q(('taken_back_at', None), ('taken_back_by', None)), models.Q(('taken_back_at__isnull', False), ('taken_back_by__isnull', False)), _connector='OR'), name='welcome_taken_back_by_a_person')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='welcome',
            trigger=pgtrigger.compiler.Trigger(name='as_it_was_said', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."student_id" IS DISTINCT FROM (NEW."student_id") OR OLD."away_from" IS DISTINCT FROM (NEW."away_from") OR OLD."away_until" IS DISTINCT FROM (NEW."away_until") OR OLD."back_on" IS DISTINCT FROM (NEW."back_on") OR OLD."by_id" IS DISTINCT FROM (NEW."by_id") OR OLD."at" IS DISTINCT FROM (NEW."at"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='03f622e6dd7ecce605fd091434166032e66c5919', operation='UPDATE', pgid='pgtrigger_as_it_was_said_0f05d', table='programs_welcome', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='welcome',
            trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='05ff163f8d421bf626169c72c55efbb60c125168', operation='DELETE', pgid='pgtrigger_never_deleted_ea31d', table='programs_welcome', when='BEFORE')),
        ),
    ]

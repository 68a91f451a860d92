"""The requests of a whole district are listed by when an answer is due, from an index."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('intake', '0004_privileges_of_safety'),
        ('students', '0014_around_a_student'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name='helprequest',
            index=models.Index(condition=models.Q(('state__in', ('new', 'taken', 'answered', 'paused'))), fields=['due_on'], name='request_open_by_due'),
        ),
        migrations.AddIndex(
            model_name='helprequest',
            index=models.Index(fields=['state', 'due_on'], name='request_by_state_and_due'),
        ),
    ]

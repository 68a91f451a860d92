"""What judging changed is read once for all that follows it, by a statement of its own file."""

import importlib

from django.db import migrations

NEWS = importlib.import_module("attendance.migrations.0011_news").NEWS


class Migration(migrations.Migration):
    dependencies = [("attendance", "0012_bands_in_words")]

    operations = [
        migrations.RunSQL("DROP FUNCTION attendance_news(bigint, integer, date, integer)", NEWS)
    ]

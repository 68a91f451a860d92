from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("law", "0001_policies")]

    operations = [
        migrations.AddField(
            model_name="policy",
            name="reason",
            field=models.CharField(blank=True, db_default="", max_length=300),
        ),
    ]

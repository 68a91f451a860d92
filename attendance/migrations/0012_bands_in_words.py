from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('attendance', '0011_news'),
    ]

    operations = [
        migrations.AlterField(
            model_name='standing',
            name='band',
            field=models.CharField(choices=[('satisfactory', 'Satisfactory'), ('at_risk', 'At risk'), ('moderate', 'Moderate'), ('severe', 'Severe')], max_length=20),
        ),
    ]

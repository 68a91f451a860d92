"""That a letter is not to be sent may be undone: it goes on."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('letters', '0005_mail_decisions'),
    ]

    operations = [
        migrations.AlterField(
            model_name='letterevent',
            name='kind',
            field=models.CharField(choices=[('due', 'Became due'), ('approved', 'Approved'), ('recalled', 'Approval taken back'), ('reprinted', 'Copies that failed made anew'), ('printed', 'Printed'), ('mailed', 'Mailed'), ('withdrawn', 'Withdrawn, as its report was'), ('reopened', 'Goes on, as its report was upheld'), ('moved', 'Goes on at the student’s new school'), ('not_mailed', 'Not mailed after all'), ('not_sent', 'Not to be sent'), ('goes_on', 'To be sent after all'), ('unsupported', 'Its report was withdrawn after mailing'), ('supported', 'Its report was upheld after mailing')], max_length=12),
        ),
    ]

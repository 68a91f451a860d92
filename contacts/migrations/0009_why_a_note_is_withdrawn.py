"""Why a note was withdrawn is kept; of those from before nobody said it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("contacts", "0008_privileges_of_withdrawals")]

    operations = [
        migrations.AddField(
            model_name="notewithdrawal",
            name="reason",
            field=models.CharField(
                blank=True,
                choices=[
                    ("other_student", "It is about another student"),
                    ("twice", "It was written down twice"),
                    ("not_so", "It was not so"),
                ],
                db_default="",
                default="",
                max_length=20,
            ),
        ),
    ]

"""To reach a colleague who is not back from a visit is a kind of its own: the check-out does it."""

from django.db import migrations, models

BEFORE = [
    *("contact", "visit", "conference", "report", "locate", "tier", "support", "review"),
    *("answer", "other"),
]


def known(kinds: list[str]) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=models.Q(("kind__in", kinds)), name="task_kind_is_known"
    )


class Migration(migrations.Migration):
    dependencies = [("tasks", "0006_answer_to_a_request")]

    operations = [
        migrations.RemoveConstraint("task", "task_kind_is_known"),
        migrations.AlterField(
            "task",
            "kind",
            models.CharField(
                choices=[
                    ("contact", "Contact the family"),
                    ("visit", "Home visit"),
                    ("conference", "Offer a conference"),
                    ("report", "File a report"),
                    ("locate", "Locate the student"),
                    ("tier", "Decide the tier"),
                    ("support", "Plan support"),
                    ("review", "Review the plan"),
                    ("answer", "Answer a request for help"),
                    ("colleague", "Reach a colleague"),
                    ("other", "Other"),
                ],
                max_length=12,
            ),
        ),
        migrations.AddConstraint("task", known([*BEFORE[:-1], "colleague", "other"])),
    ]

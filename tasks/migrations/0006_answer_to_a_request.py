"""To answer a request for help is a kind of its own: the answer does it, and no click beside it."""

from django.db import migrations, models

BEFORE = [
    *("contact", "visit", "conference", "report", "locate", "tier", "support", "review"),
    "other",
]


def known(kinds: list[str]) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=models.Q(("kind__in", kinds)), name="task_kind_is_known"
    )


class Migration(migrations.Migration):
    dependencies = [("tasks", "0005_review_of_a_plan")]

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
                    ("other", "Other"),
                ],
                max_length=12,
            ),
        ),
        migrations.AddConstraint("task", known([*BEFORE[:-1], "answer", "other"])),
    ]

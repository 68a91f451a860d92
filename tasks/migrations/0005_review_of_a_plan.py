"""To review a plan is a kind of its own: the review does it, and no click beside it."""

from django.db import migrations, models

ALL = ["contact", "visit", "conference", "report", "locate", "tier", "support", "other"]
REVIEWS = "UPDATE tasks_task SET kind = 'review' WHERE kind = 'support' AND evidence ? 'plan'"
BACK = "UPDATE tasks_task SET kind = 'support' WHERE kind = 'review'"


def known(kinds: list[str]) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=models.Q(("kind__in", kinds)), name="task_kind_is_known"
    )


class Migration(migrations.Migration):
    dependencies = [("tasks", "0004_who_is_sought")]

    operations = [
        migrations.RemoveConstraint("task", "task_kind_is_known"),
        migrations.RunSQL(REVIEWS, BACK),
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
                    ("other", "Other"),
                ],
                max_length=12,
            ),
        ),
        migrations.AddConstraint("task", known([*ALL[:-1], "review", "other"])),
    ]

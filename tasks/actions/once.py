"""What a job leaves to do for somebody by name: once under each key, however often it runs."""

from collections.abc import Sequence

from django.db import transaction

from audit.actions import record_many
from audit.rules import Act
from tasks.models import Task


@transaction.atomic
def ask_once(act: Act, wanted: Sequence[Task]) -> list[Task]:
    """Write the tasks whose key is new, and return them. Three statements for any number."""
    keys = [task.key for task in wanted]
    known = set(Task.objects.filter(key__in=keys).values_list("key", flat=True))
    made = Task.objects.bulk_create(task for task in wanted if task.key not in known)
    record_many(
        act,
        action="task.made",
        target_kind="task",
        targets=[(task.pk, task.student_id, {"title": task.title}) for task in made],
    )
    return made

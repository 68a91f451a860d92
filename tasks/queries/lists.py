"""Lists of tasks that wait: which are new, due today, overdue, or wait for a later day."""

from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet

from core.lists import Tab
from students.rules.names import by_name
from tasks.choices import PENDING, TaskState
from tasks.models import Task

SHOWN = {"all": "All", "new": "New", "today": "Due today", "overdue": "Overdue", "later": "Later"}


def waiting_tasks(tasks: QuerySet[Task], show: str, *, on: date) -> QuerySet[Task]:
    """Return the tasks that wait and are shown under a key of SHOWN, the earliest first, with
    student, school and owner. Each task is under one key besides `all`.
    """
    return pending_tasks(tasks.filter(_shown(on)[show]))


def count_tasks(tasks: QuerySet[Task], *, on: date) -> list[Tab]:
    """Return how many tasks wait under each key of SHOWN. One statement."""
    counts = tasks.filter(state__in=PENDING).aggregate(
        **{f"in_{key}": Count("pk", filter=shown) for key, shown in _shown(on).items()}
    )
    return [Tab(key, label, counts[f"in_{key}"]) for key, label in SHOWN.items()]


def pending_tasks(tasks: QuerySet[Task]) -> QuerySet[Task]:
    """Return the tasks that wait, the earliest first, with student, school and owner."""
    waiting = tasks.filter(state__in=PENDING).order_by("due_on", *by_name("student"), "pk")
    return waiting.select_related("student", "school", "owner")


def _shown(on: date) -> dict[str, Q]:
    """As the needs of children have it (cases): overdue before new before due today."""
    fresh = Q(made_on__gte=on - timedelta(days=1), made_by=None, state=TaskState.OPEN)
    return {
        "all": Q(pk__isnull=False),
        "new": Q(due_on__gte=on) & fresh,
        "today": Q(due_on=on) & ~fresh,
        "overdue": Q(due_on__lt=on),
        "later": Q(due_on__gt=on) & ~fresh,
    }

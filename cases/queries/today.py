"""What came up overnight, what is due, and what is late."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Case, Count, F, Q, QuerySet, Value, When, Window
from django.db.models.functions import RowNumber

from accounts.access import Who
from cases.choices import PENDING, TaskState
from cases.models import Task
from cases.queries.reach import own_tasks

MOST = 20


@dataclass(frozen=True)
class TodayItems:
    """Tasks of one person, each in one list only: `overdue` before `fresh` (proposed since
    yesterday) before `due` (today). The lists hold the first 20; the counts say how many.
    """

    overdue: Sequence[Task]
    fresh: Sequence[Task]
    due: Sequence[Task]
    overdue_count: int
    fresh_count: int
    due_count: int

    @property
    def student_ids(self) -> list[int]:
        return sorted({t.student_id for t in (*self.overdue, *self.fresh, *self.due)})


def pending_tasks(tasks: QuerySet[Task]) -> QuerySet[Task]:
    """Return the tasks that wait, the earliest first, with student, school, case and owner."""
    waiting = tasks.filter(state__in=PENDING).order_by("due_on", "pk")
    return waiting.select_related("student", "school", "owner", "case")


def today_items(who: Who, *, on: date) -> TodayItems:
    """Return what waits for the person today. One statement, and that of the grants of somebody
    who is not a Reach yet.
    """
    late = Q(due_on__lt=on)
    fresh = Q(made_on__gte=on - timedelta(days=1), made_by=None, state=TaskState.OPEN)
    bucket = Case(
        When(late, then=Value("overdue")),
        When(fresh, then=Value("fresh")),
        When(due_on=on, then=Value("due")),
    )
    of_it: dict[str, Any] = {"partition_by": F("bucket")}
    waiting = (
        pending_tasks(own_tasks(who, on=on))
        .annotate(bucket=bucket)
        .filter(bucket__isnull=False)
        .annotate(
            turn=Window(RowNumber(), order_by=["due_on", "pk"], **of_it),
            of=Window(Count("pk"), **of_it),
        )
        .filter(turn__lte=MOST)
    )
    found: dict[str, list[Any]] = {"overdue": [], "fresh": [], "due": []}
    for task in waiting:
        found[task.bucket].append(task)
    counts = {name: tasks[0].of if tasks else 0 for name, tasks in found.items()}
    return TodayItems(
        overdue=found["overdue"],
        fresh=found["fresh"],
        due=found["due"],
        overdue_count=counts["overdue"],
        fresh_count=counts["fresh"],
        due_count=counts["due"],
    )

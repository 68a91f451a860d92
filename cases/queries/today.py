"""What came up overnight, what is due, and what is late."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet

from accounts.access import Who
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
    waiting = tasks.pending().order_by("due_on", "pk")  # type: ignore[attr-defined]
    return waiting.select_related("student", "school", "owner", "case")


def today_items(who: Who, *, on: date) -> TodayItems:
    """Return what waits for the person today. At most five statements, whatever waits."""
    waiting = pending_tasks(own_tasks(who, on=on))
    late = Q(due_on__lt=on)
    fresh = ~late & Q(made_on__gte=on - timedelta(days=1), made_by=None) & Q(state="open")
    due = ~late & ~fresh & Q(due_on=on)
    parts = {"overdue": late, "fresh": fresh, "due": due}
    counts = (
        waiting.order_by()
        .select_related(None)
        .aggregate(**{name: Count("pk", filter=part) for name, part in parts.items()})
    )
    found = {
        name: list(waiting.filter(part)[:MOST]) if counts[name] else []
        for name, part in parts.items()
    }
    return TodayItems(
        overdue=found["overdue"],
        fresh=found["fresh"],
        due=found["due"],
        overdue_count=counts["overdue"],
        fresh_count=counts["fresh"],
        due_count=counts["due"],
    )

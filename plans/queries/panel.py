"""What stands in a student's way and what is done about it, as the student's page shows it."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Prefetch

from accounts.choices import Permission
from core import clock
from plans.models import Plan, Strategy
from plans.queries.interviews import FoundBarrier, barriers_found
from students.models import Student

LATELY = timedelta(days=366)
RUNNING = Strategy.objects.filter(ended_on=None).order_by("pk")


@dataclass(frozen=True)
class StudentPlan:
    """The barriers found within a year, for who may write notes about the student; the plan that runs,
    if any; and what the viewer may do.
    """

    barriers: list[FoundBarrier]
    plan: Plan | None
    is_late: bool
    may: dict[str, bool]


def panel(student: Student, may: frozenset[str]) -> StudentPlan:
    """Return what a viewer with these permissions over the student is shown. At most three statements."""
    works, today = Permission.NOTE_WRITE in may, clock.today()
    mine = Plan.objects.running().filter(student=student)
    plan = mine.prefetch_related(Prefetch("strategies", RUNNING)).first()
    return StudentPlan(
        barriers=barriers_found(student.pk, since=today - LATELY) if works else [],
        plan=plan,
        is_late=plan is not None and plan.review_on < today,
        may={"write": works, "manage": Permission.CASE_MANAGE in may},
    )

"""What stands in a student's way and what is done about it, as the student's page shows it."""

from dataclasses import dataclass

from accounts.choices import Permission
from core import clock
from plans.models import Plan, Strategy
from plans.queries.days import LATELY
from plans.queries.interviews import FoundBarrier, barriers_found
from plans.queries.services import WeekOfService, weeks_of
from students.models import Student

RUNNING = Strategy.objects.filter(ended_on=None).order_by("pk")


@dataclass(frozen=True)
class StudentPlan:
    """The barriers found within a year and what is done, for who may write notes about the student; the
    goal and review of the plan that runs, if any, for everybody else, too; what the viewer may do; and
    what was given in the last weeks, for who may write notes.
    """

    barriers: list[FoundBarrier]
    plan: Plan | None
    strategies: list[Strategy]
    is_late: bool
    may: dict[str, bool]
    weeks: list[WeekOfService]

    @property
    def is_served(self) -> bool:
        """Whether anything was given within these weeks."""
        return any(one.given.times for one in self.weeks)


def panel(student: Student, may: frozenset[str]) -> StudentPlan:
    """Return what a viewer with these permissions over the student is shown. At most five statements."""
    works, today = Permission.NOTE_WRITE in may, clock.today()
    plan = Plan.objects.running().filter(student=student).first()
    return StudentPlan(
        barriers=barriers_found(student.pk, since=today - LATELY) if works else [],
        plan=plan,
        strategies=list(RUNNING.filter(plan=plan)) if plan and works else [],
        is_late=plan is not None and plan.review_on < today,
        may={"write": works, "manage": Permission.CASE_MANAGE in may},
        weeks=weeks_of(student.pk, on=today) if works else [],
    )

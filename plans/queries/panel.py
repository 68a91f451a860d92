"""What stands in a student's way and what is done about it, as the student's page shows it."""

from dataclasses import dataclass
from datetime import timedelta

from accounts.choices import Permission
from core import clock
from plans.queries.interviews import FoundBarrier, barriers_found
from students.models import Student

LATELY = timedelta(days=366)


@dataclass(frozen=True)
class StudentPlan:
    """The barriers found within a year, for who works on the case, and what the viewer may do."""

    barriers: list[FoundBarrier]
    may: dict[str, bool]


def panel(student: Student, may: frozenset[str]) -> StudentPlan:
    """Return what a viewer with these permissions over the student is shown. One statement."""
    works = Permission.NOTE_WRITE in may
    since = clock.today() - LATELY
    return StudentPlan(
        barriers=barriers_found(student.pk, since=since) if works else [],
        may={"write": works, "manage": Permission.CASE_MANAGE in may},
    )

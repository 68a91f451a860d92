"""The visits of one student, as the student's page shows them."""

from collections.abc import Sequence
from dataclasses import dataclass

from accounts.choices import Permission
from students.models import Student
from visits.choices import AHEAD, VisitState
from visits.models import NotAlone, Visit
from visits.queries.alone import warnings_of

OPEN = (*AHEAD, VisitState.THERE, VisitState.OUT)
MOST = 3


@dataclass(frozen=True)
class StudentVisits:
    """The visits that are not signed off or called off, the newest first, the warnings of the home, and
    whether the viewer may plan visits, and read why nobody goes alone.
    """

    visits: Sequence[Visit]
    warnings: Sequence[NotAlone]
    may_write: bool


def panel(student: Student, may: frozenset[str]) -> StudentVisits:
    """Return what a viewer with these permissions over the student is shown. Two statements."""
    found = Visit.objects.filter(about__student=student, state__in=OPEN).select_related("goes")
    return StudentVisits(
        visits=list(found.order_by("-day", "-pk")[:MOST]),
        warnings=warnings_of([student]),
        may_write=Permission.NOTE_WRITE in may,
    )

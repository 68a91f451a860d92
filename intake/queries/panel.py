"""The open requests for help about one student, as the student's page shows them."""

from dataclasses import dataclass
from typing import NamedTuple

from accounts.choices import Permission
from core import clock
from intake.models import HelpRequest
from intake.rules.levels import is_late
from students.models import Student


class OpenRequest(NamedTuple):
    """One open request, and whether it is late."""

    request: HelpRequest
    is_late: bool


@dataclass(frozen=True)
class StudentRequests:
    """The open requests in the order of their answers, how many were closed, and whether the viewer may
    read what was asked and ask for more.
    """

    open: list[OpenRequest]
    closed: int
    may_write: bool


def panel(student: Student, may: frozenset[str]) -> StudentRequests:
    """Return what a viewer with these permissions over the student is shown. One statement."""
    today = clock.today()
    found = list(
        HelpRequest.objects.filter(student=student)
        .select_related("owner")
        .order_by("due_on", "pk")
    )
    return StudentRequests(
        open=[
            OpenRequest(one, is_late(one.last_day_in_time, on=today))
            for one in found
            if one.is_open
        ],
        closed=sum(not one.is_open for one in found),
        may_write=Permission.NOTE_WRITE in may,
    )

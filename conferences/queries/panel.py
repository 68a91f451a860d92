"""The conference that is offered about one student, as the student's page shows it."""

from dataclasses import dataclass

from accounts.choices import Permission
from conferences.queries.offered import OfferedConferences, offered_to
from students.models import Student


@dataclass(frozen=True)
class StudentConferences:
    """The conferences, and whether the viewer may offer one and say what came of it."""

    offered: OfferedConferences
    may_write: bool


def panel(student: Student, may: frozenset[str]) -> StudentConferences:
    """Return what a viewer with these permissions over the student is shown. One statement."""
    return StudentConferences(offered_to(student), Permission.NOTE_WRITE in may)

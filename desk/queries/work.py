"""What is done with one student, as each room shows it."""

from collections.abc import Sequence
from dataclasses import dataclass

from accounts.access import Reach, permissions_on
from desk.registry import PANELS, Panel
from students.models import Student


@dataclass(frozen=True)
class VisiblePanel:
    """A part of the student's page, which the template draws of what was `found`."""

    part: str
    found: object


def panels_of(
    scope: Reach, student: Student, *, panels: Sequence[Panel] = PANELS
) -> list[VisiblePanel]:
    """Return what each room shows of the student, as far as the viewer may read, in their order.

    Each takes no more statements than it says, however much was done.
    """
    may = permissions_on(scope, student, on=scope.on)
    return [
        VisiblePanel(panel.part, panel.tell(student, may))
        for panel in panels
        if panel.permission in may
    ]

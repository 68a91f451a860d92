"""What interviews found about a student."""

from dataclasses import dataclass
from datetime import date

from plans.choices import Weight
from plans.models import InterviewBarrier

MOST = 200


@dataclass(frozen=True)
class FoundBarrier:
    """One barrier, as it was named last. `times` is in how many interviews."""

    code: str
    family: str
    label: str
    is_main: bool
    held_on: date
    times: int


def barriers_found(student_id: int, *, since: date) -> list[FoundBarrier]:
    """Return what was found about the student from a day on: what weighs most first, then what was
    named last. One statement.
    """
    rows = (
        InterviewBarrier.objects.filter(
            interview__student=student_id, interview__held_on__gte=since
        )
        .select_related("interview")
        .order_by("-interview__held_on", "-interview", "pk")[:MOST]
    )
    found: dict[str, list[InterviewBarrier]] = {}
    for row in rows:
        found.setdefault(row.code, []).append(row)
    told = [_found(named) for named in found.values()]
    return sorted(told, key=lambda one: not one.is_main)


def _found(named: list[InterviewBarrier]) -> FoundBarrier:
    """Return a barrier that was named so often, the last time first."""
    last = named[0]
    is_main = any(one.weight == Weight.MAIN for one in named)
    return FoundBarrier(
        last.code, last.family, last.label, is_main, last.interview.held_on, len(named)
    )

"""What was done with requests for help, and what of it was undone."""

from collections.abc import Iterable

from intake.models import RequestStep
from intake.rules.stages import UNDO


def undone_of(steps: Iterable[RequestStep]) -> set[int]:
    """Return the keys of those steps, in their order, that were undone: each by the next one of its request."""
    last: dict[int, int] = {}
    undone: set[int] = set()
    for step in steps:
        if step.verb == UNDO:
            undone.add(last[step.request_id])
        last[step.request_id] = step.pk
    return undone

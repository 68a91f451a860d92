"""Which letters wait for a person in the morning."""

from collections.abc import Mapping

from django.urls import reverse

from accounts.access import Reach
from accounts.choices import Permission
from core.morning import Counting, Morning
from core.numbers import Number
from letters.queries.lists import WAITING, waiting_values


def morning(scope: Reach) -> Counting | None:
    """Return how many letters are due and to mail; nothing when no letter waits for anything."""
    if not scope.carrying(Permission.LETTER_MAIL):
        return None
    return Counting(WAITING, waiting_values(scope, on=scope.on), _told)


def _told(waiting: Mapping[str, int]) -> Morning | None:
    if not any(waiting[stage] for stage in ("due", "approved", "printed")):
        return None
    return Morning(
        numbers=(
            _number("Letters due", waiting, "due"),
            _number("Letters to mail", waiting, "printed"),
        )
    )


def _number(label: str, waiting: Mapping[str, int], stage: str) -> Number:
    """Return how many letters are at a stage, and how many of them are late."""
    there, late = f"{reverse('letters:letters')}?show={stage}&mail=yes", waiting[f"{stage}_late"]
    part = Number(f"{late:,} late", late, f"{there}&late=yes")
    return Number(label, waiting[stage], there, part=part)

"""The requests for help that wait for a person in the morning."""

from collections.abc import Mapping

from django.urls import reverse

from accounts.access import Reach, bounds_of
from accounts.choices import Permission
from core import sql
from core.morning import Counting, Morning
from core.numbers import Number
from intake.choices import OPEN, UNANSWERED, RequestState
from intake.queries.lists import LATE

COUNTS = sql.statement(__file__, "morning")


def morning(scope: Reach) -> Counting | None:
    """Return how many requests are new and how many are late, for whoever answers them; of each only
    where there are any.
    """
    if not scope.carrying(Permission.NOTE_WRITE):
        return None
    values = {
        **bounds_of(scope, Permission.CASE_READ, on=scope.on),
        **sql.kinds(request=RequestState),
        "open": list(OPEN),
        "unanswered": list(UNANSWERED),
        "on": scope.on,
    }
    return Counting(COUNTS, values, _told)


def _told(counts: Mapping[str, int]) -> Morning | None:
    there = f"{reverse('intake:requests')}?show="
    found = [
        Number("New requests for help", counts["new"], f"{there}{RequestState.NEW}"),
        Number("Late answers to requests", counts["late"], f"{there}{LATE}", tone="warn"),
    ]
    numbers = tuple(number for number in found if number.value)
    return Morning(numbers=numbers) if numbers else None

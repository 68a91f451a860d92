"""The requests for help that wait for a person in the morning."""

from django.db.models import Count, Q
from django.urls import reverse

from accounts.access import Reach
from accounts.choices import Permission
from core.morning import Morning
from core.numbers import Number
from intake.choices import OPEN, RequestState
from intake.queries.lists import LATE, late_on, requests_for


def morning(scope: Reach) -> Morning | None:
    """Return how many requests are new and how many are late, for whoever answers them; of each only
    where there are any. One statement.
    """
    if not scope.carrying(Permission.NOTE_WRITE):
        return None
    reached = requests_for(scope, Permission.CASE_READ, on=scope.on).filter(state__in=OPEN)
    counts = reached.aggregate(
        new=Count("pk", filter=Q(state=RequestState.NEW)),
        late=Count("pk", filter=late_on(scope.on)),
    )
    there = f"{reverse('intake:requests')}?show="
    found = [
        Number("New requests for help", counts["new"], f"{there}{RequestState.NEW}"),
        Number("Late answers to requests", counts["late"], f"{there}{LATE}", tone="warn"),
    ]
    numbers = tuple(number for number in found if number.value)
    return Morning(numbers=numbers) if numbers else None

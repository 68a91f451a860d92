"""What of groups waits for a person in the morning."""

from django.urls import reverse

from accounts.access import Reach
from accounts.choices import Permission
from core.morning import Morning
from core.numbers import Number
from plans.queries.groups import own_to_log


def morning(scope: Reach) -> Morning | None:
    """Return how many groups that the person leads wait to be written down, if any. One statement."""
    if not scope.carrying(Permission.NOTE_WRITE):
        return None
    many = own_to_log(scope, on=scope.on).count()
    there = f"{reverse('plans:groups')}?show=to_log"
    return Morning(numbers=(Number("My groups to log", many, there),)) if many else None

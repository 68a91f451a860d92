"""What of a school's work for all waits for a person in the morning."""

from django.urls import reverse

from accounts.access import Reach
from accounts.choices import Permission
from core.morning import Morning
from core.numbers import Number
from programs.queries.campaigns import own_to_review


def morning(scope: Reach) -> Morning | None:
    """Return how many campaigns of the person's are over and wait to be looked back on, where there are any.
    One statement.
    """
    if not scope.carrying(Permission.NOTE_WRITE):
        return None
    waiting = own_to_review(scope, on=scope.on).count()
    if not waiting:
        return None
    address = f"{reverse('programs:campaigns')}?show=over&owner=mine"
    return Morning(numbers=(Number("My campaigns to look back on", waiting, address),))

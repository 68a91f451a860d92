"""What of a school's work for all waits for a person in the morning."""

from collections.abc import Mapping

from django.urls import reverse

from accounts.access import Reach, bounds_of
from accounts.choices import Permission
from core import sql
from core.morning import Counting, Morning
from core.numbers import Number
from programs.choices import CampaignState

COUNTS = sql.statement(__file__, "morning")


def morning(scope: Reach) -> Counting | None:
    """Return how many campaigns of the person's are over and wait to be looked back on, where there are any."""
    if not scope.carrying(Permission.NOTE_WRITE):
        return None
    values = {
        **bounds_of(scope, Permission.NOTE_WRITE, on=scope.on),
        **sql.kinds(campaign=CampaignState),
        "person": scope.person,
        "on": scope.on,
    }
    return Counting(COUNTS, values, _told)


def _told(counts: Mapping[str, int]) -> Morning | None:
    if not counts["waiting"]:
        return None
    address = f"{reverse('programs:campaigns')}?show=over&owner=mine"
    return Morning(numbers=(Number("My campaigns to look back on", counts["waiting"], address),))

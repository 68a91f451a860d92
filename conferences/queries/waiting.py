"""Conferences that are over and of which nobody has said what came."""

from collections.abc import Mapping

from django.db.models import DateTimeField, F, Func, Q, QuerySet
from django.urls import reverse

from accounts.access import Reach, bounds_of
from accounts.choices import Permission
from conferences.choices import ConferenceState
from conferences.models import Conference
from conferences.queries.reach import conferences_for
from core import clock, sql
from core.morning import Counting, Morning
from core.numbers import Number

COUNTS = sql.statement(__file__, "morning")
LAST = Func(
    F("slots"),
    template="(SELECT max(slot) FROM unnest(%(expressions)s) slot)",
    output_field=DateTimeField(),
)


def to_write_down(scope: Reach) -> QuerySet[Conference]:
    """Return the offers whose `last` moment is over, about students of whom the person may say what came,
    the longest over first.
    """
    reached = conferences_for(scope, Permission.NOTE_WRITE, on=scope.on)
    offered = reached.filter(state=ConferenceState.OFFERED).annotate(last=LAST)
    return offered.filter(last__lt=clock.now()).order_by("last", "pk")


def of_whom(scope: Reach) -> Q:
    """Return the condition that the person offered it."""
    return Q(offered_by=scope.person)


def morning(scope: Reach) -> Counting | None:
    """Return how many conferences are to be written down; none where there are none."""
    if not scope.carrying(Permission.NOTE_WRITE):
        return None
    values = {
        **bounds_of(scope, Permission.NOTE_WRITE, on=scope.on),
        **sql.kinds(conference=ConferenceState),
        "person": scope.person,
        "now": clock.now(),
    }
    return Counting(COUNTS, values, _told)


def _told(counts: Mapping[str, int]) -> Morning | None:
    if not counts["waiting"]:
        return None
    note = f"{counts['own']} offered by you" if counts["own"] else ""
    there = reverse("conferences:waiting")
    return Morning(
        numbers=(Number("Conferences to write down", counts["waiting"], there, note=note),)
    )

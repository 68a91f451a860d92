"""Which reports wait for a person in the morning."""

from collections.abc import Mapping

from django.urls import reverse

from accounts.access import Reach
from accounts.choices import Permission
from attendance.queries.waiting import how_many_wait
from core.morning import Counting, Morning
from core.numbers import Number


def morning(scope: Reach) -> Counting | None:
    """Return how many reports the person has to withdraw or uphold; nothing where none waits."""
    if not scope.carrying(Permission.REPORT_FILE):
        return None
    return Counting(*how_many_wait(on=scope.on, reach=scope), _told)


def _told(counts: Mapping[str, int]) -> Morning | None:
    if not counts["waiting"]:
        return None
    there = f"{reverse('attendance:reports')}?show=decide"
    return Morning(numbers=(Number("Reports to decide", counts["waiting"], there, tone="warn"),))

"""Which reports wait for a person in the morning."""

from django.urls import reverse

from accounts.access import Reach
from accounts.choices import Permission
from attendance.queries.waiting import count_waiting
from core.morning import Morning
from core.numbers import Number


def morning(scope: Reach) -> Morning | None:
    """Return how many reports the person has to withdraw or uphold; nothing where none waits."""
    if not scope.carrying(Permission.REPORT_FILE):
        return None
    if not (waiting := count_waiting(on=scope.on, reach=scope)):
        return None
    there = f"{reverse('attendance:reports')}?show=decide"
    return Morning(numbers=(Number("Reports to decide", waiting, there, tone="warn"),))

"""What of groups and check-ins waits for a person in the morning."""

from collections.abc import Mapping

from django.urls import reverse

from accounts.access import Reach, bounds_of
from accounts.choices import Permission
from core import sql
from core.morning import Counting, Morning
from core.numbers import Number
from plans.choices import CheckState
from plans.queries.groups import WEEK

COUNTS = sql.statement(__file__, "morning")
# What a number is called, with the page of its list and the tab.
SHOWN = (
    ("My groups to log", "groups", "to_log"),
    ("My check-ins today", "checks", "open"),
)


def morning(scope: Reach) -> Counting | None:
    """Return how many groups that the person leads wait to be written down, and how many students are
    theirs to check in or out today; of each only where there are any.
    """
    if not scope.carrying(Permission.NOTE_WRITE):
        return None
    values = {
        **bounds_of(scope, Permission.NOTE_WRITE, on=scope.on),
        "person": scope.person,
        "on": scope.on,
        "weekday": scope.on.weekday(),
        "week_ago": scope.on - WEEK,
        "over": [CheckState.OUT, CheckState.AWAY],
    }
    return Counting(COUNTS, values, _told)


def _told(counts: Mapping[str, int]) -> Morning | None:
    numbers = tuple(
        Number(label, counts[page], f"{reverse(f'plans:{page}')}?show={show}")
        for label, page, show in SHOWN
        if counts[page]
    )
    return Morning(numbers=numbers) if numbers else None

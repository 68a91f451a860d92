"""What of groups and check-ins waits for a person in the morning."""

from collections import Counter

from django.db.models import Value
from django.urls import reverse

from accounts.access import Reach
from accounts.choices import Permission
from core.morning import Morning
from core.numbers import Number
from plans.queries.checks import open_checks
from plans.queries.groups import own_to_log

# What a number is called, with the page of its list and the tab.
SHOWN = (
    ("My groups to log", "groups", "to_log"),
    ("My check-ins today", "checks", "open"),
)


def morning(scope: Reach) -> Morning | None:
    """Return how many groups that the person leads wait to be written down, and how many students are
    theirs to check in or out today; of each only where there are any. One statement.
    """
    if not scope.carrying(Permission.NOTE_WRITE):
        return None
    groups = own_to_log(scope, on=scope.on).order_by().values_list(Value("groups"))
    checks = open_checks(scope, on=scope.on).order_by().values_list(Value("checks"))
    counts = Counter(page for (page,) in groups.union(checks, all=True))
    numbers = tuple(
        Number(label, counts[page], f"{reverse(f'plans:{page}')}?show={show}")
        for label, page, show in SHOWN
        if counts[page]
    )
    return Morning(numbers=numbers) if numbers else None

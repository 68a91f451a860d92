"""Which tasks a person may see or change: those about students within reach."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from accounts.access import Reach, Who, about_reached, bounds_of, reach_of, reached_by, schools_for
from accounts.choices import Permission
from tasks.choices import PENDING
from tasks.models import Task


def tasks_for(who: Who, permission: str, *, on: date) -> QuerySet[Task]:
    """Return the tasks about students within reach, in no order."""
    return Task.objects.filter(about_reached(who, permission, on=on))


def own_tasks(who: Who, *, on: date) -> QuerySet[Task]:
    """Return the tasks that are the person's to do: their own, and those of their schools that
    nobody owns; only about students they reach.
    """
    reach = reach_of(who, on=on)
    mine = Q(owner=reach.person)
    if reach.carrying(Permission.CASE_MANAGE):
        schools = schools_for(reach, Permission.CASE_MANAGE, on=on).values("pk")
        mine |= Q(owner=None, school__in=schools)
    return Task.objects.filter(mine, reached_by(reach, Permission.CASE_READ, on=on))


def own_bounds(reach: Reach, *, on: date) -> dict[str, Any]:
    """Return the values of a statement that reads the tasks of `own_tasks` which wait: its fragment
    students/reached, and `user`, `all_schools`, `schools`, `regions`, `pending` and `on`.
    """
    manages = bounds_of(reach, Permission.CASE_MANAGE, on=on)
    return {
        **bounds_of(reach, Permission.CASE_READ, on=on),
        "user": reach.person,
        "all_schools": manages["reach_all"],
        "schools": manages["reach_schools"],
        "regions": manages["reach_regions"],
        "pending": list(PENDING),
        "on": on,
    }

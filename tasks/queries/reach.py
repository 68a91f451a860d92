"""Which tasks a person may see or change: those about students within reach."""

from datetime import date

from django.db.models import Q, QuerySet

from accounts.access import Who, about_reached, reach_of, reached_by, schools_for
from accounts.choices import Permission
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

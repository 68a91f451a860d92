"""Which cases a person may see or change: those of students within reach."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from accounts.access import Who, about_reached, bounds_of, reach_of, reached_by
from accounts.choices import Permission
from cases.models import Case


def cases_for(who: Who, permission: str, *, on: date) -> QuerySet[Case]:
    """Return the cases, open and closed, of the students whom the person reaches with the
    permission, in no order.
    """
    return Case.objects.filter(about_reached(who, permission, on=on))


def open_cases_for(who: Who, permission: str, *, on: date) -> QuerySet[Case]:
    """Return the open cases of the students within reach, in no order."""
    return cases_for(who, permission, on=on).filter(closed_on=None)


def answered_cases(who: Who, *, on: date) -> QuerySet[Case]:
    """Return the open cases that the person answers for (CASELOAD_READ), in no order: of students within
    reach, by the school that the case is counted at, as `bounds_of_cases` bounds the counts. Who left
    the school is within reach for a while, but their case is the next school's.
    """
    open_ones = open_cases_for(who, Permission.CASELOAD_READ, on=on)
    scopes = reach_of(who, on=on).scopes(Permission.CASELOAD_READ)
    if scopes.district:
        return open_ones
    place = Q(school__in=scopes.schools) | Q(school__region__in=scopes.regions)
    return open_ones.filter(place | Q(student__in=[*scopes.students]))


def own_cases(who: Who, *, on: date) -> QuerySet[Case]:
    """Return the open cases that are the person's, of students they reach."""
    reach = reach_of(who, on=on)
    within = reached_by(reach, Permission.CASE_READ, on=on)
    return Case.objects.filter(within, owner=reach.person, closed_on=None)


def bounds_of_cases(who: Who, permission: str, *, on: date) -> dict[str, Any]:
    """Return `bounds_of` with the ways that there are, for statements that reach a case by its own
    school: `by_school` and `by_student`, which the planner puts in. Of the others nothing is left.
    """
    reach = reach_of(who, on=on)
    scopes = reach.scopes(permission)
    return {
        **bounds_of(reach, permission, on=on),
        "by_school": bool(scopes.schools or scopes.regions),
        "by_student": bool(scopes.students),
    }

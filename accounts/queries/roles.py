"""What a role opens, and what closes when it ends."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise, takewhile

from accounts.choices import Permission
from accounts.models import Grant, User
from accounts.queries.people import HeldRole, roles_held
from accounts.rules import ROLE_PERMISSIONS
from students.models import Enrollment


@dataclass(frozen=True)
class Ending:
    """What somebody can no longer do when one of their roles ends, and what they keep."""

    students: int  # whom they no longer reach by it, enrolled there on the day
    closes: list[str]
    keeps: list[HeldRole]
    goes_on_until: date | None  # until when it would have gone on


def opened_by(roles: Iterable[str]) -> list[str]:
    """Return what roles open, in words, in the order of Permission."""
    held = {one for role in roles for one in ROLE_PERMISSIONS.get(role, frozenset())}
    return [permission.label for permission in Permission if permission in held]


def what_ends(grant: Grant, user: User, *, on: date) -> Ending:
    """Return what closes with a grant over a place. Three statements."""
    ending = role_from(grant)
    theirs = Grant.objects.of(user.actor).of_places().live(on)
    keeps = theirs.exclude(pk__in=[one.pk for one in ending])
    return Ending(
        students=_students(grant, on) if "student.find" in ROLE_PERMISSIONS[grant.role] else 0,
        closes=opened_by([grant.role]),
        keeps=roles_held(keeps, on=on),
        goes_on_until=ending[-1].ends if len(ending) > 1 else None,
    )


def role_from(grant: Grant) -> list[Grant]:
    """Return a grant and those by which its role goes on, one after the other. One statement."""
    rows = Grant.objects.like(grant).with_goes_on().order_by("ends", "pk")
    there = [one for one in rows if one.pk == grant.pk or one.ends > grant.ends]
    further = takewhile(lambda pair: pair[0].goes_on, pairwise(there))
    return [grant, *(one for _, one in further)]


def _students(grant: Grant, on: date) -> int:
    here = Enrollment.objects.open_on(on)
    if grant.region_id:
        here = here.filter(school__region=grant.region_id)
    if grant.school_id:
        here = here.filter(school=grant.school_id)
    return here.values("student").distinct().count()

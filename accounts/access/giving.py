"""Which roles somebody may give to others, have go on and end, and at which place."""

from collections.abc import Iterable

from django.db.models import QuerySet

from accounts.access.reach import Reach
from accounts.access.ways import HeldGrant
from accounts.choices import Permission, Role, Scope
from accounts.models import Grant
from accounts.rules import fits, gives
from audit.choices import ActorKind
from students.models import Region, School

WorkPlace = Region | School | None  # None is the whole district


def roles_to_give(scope: Reach, place: WorkPlace) -> list[str]:
    """Return the roles that somebody may give at a place, in the order of Role.

    Whoever runs commands on the server may give any that fits the place. No statement.
    """
    kind = _kind_of(place)
    if scope.actor and scope.actor.kind == ActorKind.COMMAND:
        return [role for role in Role.values if fits(role, kind)]
    theirs = [
        grant.role for grant in scope.carrying(Permission.STAFF_MANAGE) if _covers(grant, place)
    ]
    return [role for role in Role.values if any(gives(one, role, kind) for one in theirs)]


def may_change(scope: Reach, grant: Grant) -> bool:
    """Return whether somebody may have a grant go on or end it: one over a place, of a role that
    they may give there, to somebody else. No statement for a grant that has its place.
    """
    if scope.actor is None or grant.scope == Scope.STUDENT or grant.principal == scope.actor.key:
        return False
    return grant.role in roles_to_give(scope, grant.region or grant.school)


def may_manage(scope: Reach, grants: Iterable[Grant], *, of: str, has_students: bool) -> bool:
    """Return whether somebody may close, open and unlock the account of the principal `of`, whose
    grants over places, in force and to come, these are. Of one that also has single students, only
    whoever manages the staff of the whole district: those may be anywhere.
    """
    is_own = scope.actor is not None and scope.actor.key == of
    if is_own or (has_students and not _is_of_the_district(scope)):
        return False
    return all(may_change(scope, grant) for grant in grants)


def _is_of_the_district(scope: Reach) -> bool:
    """Return whether somebody manages staff everywhere; whoever runs commands does."""
    if scope.actor and scope.actor.kind == ActorKind.COMMAND:
        return True
    return scope.is_over_district(Permission.STAFF_MANAGE)


def regions_for(scope: Reach) -> QuerySet[Region]:
    """Return the regions where roles are somebody's to give, in no order."""
    if _is_of_the_district(scope):
        return Region.objects.all()
    grants = scope.carrying(Permission.STAFF_MANAGE)
    return Region.objects.filter(pk__in=[grant.region_id for grant in grants if grant.region_id])


def _kind_of(place: WorkPlace) -> Scope:
    if place is None:
        return Scope.DISTRICT
    return Scope.REGION if isinstance(place, Region) else Scope.SCHOOL


def _covers(grant: HeldGrant, place: WorkPlace) -> bool:
    """Return whether a place lies within what a grant is over."""
    if grant.scope == Scope.DISTRICT:
        return True
    if isinstance(place, School):
        is_in_region = place.region_id is not None and grant.region_id == place.region_id
        return grant.school_id == place.pk or is_in_region
    return isinstance(place, Region) and grant.region_id == place.pk

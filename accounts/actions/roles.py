"""Roles that people give by hand: over a school, a region or the district.

Whoever gives, extends or ends one may do so at that place, and never for themselves.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.db import transaction
from django.db.models import QuerySet

from accounts.access import Reach, WorkPlace, may_change, reach_of, roles_to_give
from accounts.actions.grants import LONGEST, grant, record_grants, revoke, scope_of
from accounts.actions.refusals import (
    GrantEndsBeforeItStarts,
    GrantIsOnesOwn,
    GrantIsOver,
    GrantIsTooLong,
    LastAdministrator,
    LastDayIsNotEarlier,
    RoleDoesNotFit,
    RoleGoesOn,
    RoleHasEnded,
    RoleIsNotYoursToGive,
    RoleIsTheirs,
)
from accounts.choices import GrantSource, Role
from accounts.models import Grant, User
from accounts.rules import fits
from audit.rules import Act
from core.refusals import Refusal

DAY = timedelta(days=1)
NOW = None  # for a last day: from this moment


@transaction.atomic
def give_role(
    act: Act,
    *,
    to: User,
    role: Role,
    place: WorkPlace,
    starts: date,
    ends: date,
    reason: str,
) -> Grant:
    """Give a role at a place, both days included.

    Raises as `grants.grant` does, and RoleDoesNotFit, RoleIsNotYoursToGive, or RoleIsTheirs if
    they have it there on any of these days.
    """
    if to.actor.key == act.actor.key:
        raise GrantIsOnesOwn
    if not fits(role, scope_of(place)):
        raise RoleDoesNotFit
    if role not in roles_to_give(reach_of(act.actor, on=act.on), place):
        raise RoleIsNotYoursToGive
    given = grant(act, to=to, role=role, place=place, starts=starts, ends=ends, reason=reason)
    # Asked now that the account is locked: a second click finds what the first one gave.
    if _others(given).filter(starts__lte=ends, ends__gte=starts).exists():
        raise RoleIsTheirs
    return given


@transaction.atomic
def end_role(act: Act, *, grant: Grant, last_day: date | None = NOW, reason: str) -> Grant:
    """End a role: after a last day from today on that is earlier than its own, or now.

    One that would begin only afterwards is taken back. Raises GrantIsOnesOwn, RoleHasEnded,
    GrantIsOver, RoleIsNotYoursToGive, LastDayIsNotEarlier or LastAdministrator.
    """
    if grant.role == Role.SYSTEM_ADMINISTRATOR:
        _lock_administrators(act)  # first of all, so that two never wait for each other
    held = _changeable(act, [grant.pk])[0]
    if last_day is not None and not act.on <= last_day < held.ends:
        raise LastDayIsNotEarlier
    keep_an_administrator(act, [held])
    if last_day is None or last_day < held.starts:
        return revoke(act, grant=held, reason=reason)
    held.ends = last_day
    held.save(update_fields=["ends"])
    record_grants(act, "grant.ended", [held], reason=reason)
    return held


@transaction.atomic
def extend_role(act: Act, *, grant: Grant, ends: date, reason: str) -> Grant:
    """Have a role go on from the day after its last day: a new grant, so that somebody looks at it
    once a year. Return the new one.

    Raises as `end_role` does, and RoleGoesOn, GrantIsTooLong or GrantEndsBeforeItStarts.
    """
    held = _changeable(act, [grant.pk])
    if refusal := _why_not_until(ends, held[0], _last_days(held)):
        raise refusal
    return _go_on(act, held, ends, reason)[0]


@transaction.atomic
def extend_roles(act: Act, *, grants: Sequence[int], ends: date, reason: str) -> list[Grant]:
    """Have each of these roles go on that may, and return the new grants. Those that go on already,
    are over, or are not the actor's to give stay as they are. The same statements for one as for
    many.
    """
    held, scope = _locked(grants), reach_of(act.actor, on=act.on)
    last_days = _last_days(held)
    going = [
        one
        for one in held
        if not (_why_not(act, scope, one) or _why_not_until(ends, one, last_days))
    ]
    return _go_on(act, going, ends, reason)


def keep_an_administrator(act: Act, ending: Iterable[Grant]) -> None:
    """Raise LastAdministrator if nobody who can sign in is left without these grants.

    Two do not end each other's at once: the grants of all administrators are locked.
    """
    keys = {one.pk for one in ending if one.role == Role.SYSTEM_ADMINISTRATOR}
    if not keys:
        return
    left = [one for one in _lock_administrators(act) if one.pk not in keys]
    people = User.objects.filter(pk__in=[one.person for one in left], is_active=True)
    if not any(person.has_usable_password() for person in people):
        raise LastAdministrator


def _lock_administrators(act: Act) -> list[Grant]:
    there = Grant.objects.in_force(act.on).filter(role=Role.SYSTEM_ADMINISTRATOR)
    return list(there.select_for_update().order_by("pk"))


def _changeable(act: Act, keys: Sequence[int]) -> list[Grant]:
    """Lock grants that the actor may change, or refuse."""
    held, scope = _locked(keys), reach_of(act.actor, on=act.on)
    for one in held:
        if refusal := _why_not(act, scope, one):
            raise refusal
    return held


def _locked(keys: Sequence[int]) -> list[Grant]:
    rows = Grant.objects.of_places().filter(pk__in=keys).select_related("region", "school")
    return list(rows.select_for_update(of=("self",)).order_by("pk"))


def _why_not(act: Act, scope: Reach, grant: Grant) -> Refusal | None:
    """Return why the actor can do nothing with a grant."""
    if grant.principal == act.actor.key:
        return GrantIsOnesOwn()
    if grant.revoked_at:
        return GrantIsOver()
    if grant.ends < act.on:
        return RoleHasEnded()
    return None if may_change(scope, grant) else RoleIsNotYoursToGive()


def _why_not_until(
    ends: date, grant: Grant, last_days: dict[tuple[object, ...], date]
) -> Refusal | None:
    """Return why a grant cannot go on until a day."""
    if last_days[_what(grant)] > grant.ends:
        return RoleGoesOn()
    if ends <= grant.ends:
        return GrantEndsBeforeItStarts()
    return GrantIsTooLong() if ends - grant.ends - DAY >= LONGEST else None


def _what(grant: Grant) -> tuple[object, ...]:
    """Return whose role it is, which, and where."""
    return (grant.principal, grant.role, grant.scope, grant.region_id, grant.school_id)


def _last_days(held: Sequence[Grant]) -> dict[tuple[object, ...], date]:
    """Return until when each of these people has each of their roles. One statement."""
    people = {one.principal for one in held}
    there = Grant.objects.of_places().filter(principal__in=people, revoked_at=None)
    return {_what(one): one.ends for one in there.order_by("ends", "pk")}


def _others(grant: Grant) -> QuerySet[Grant]:
    """Return what else gives the same person the same role at the same place."""
    names = ("principal", "role", "scope", "region", "school")
    same = {name: getattr(grant, name) for name in names}
    return Grant.objects.filter(revoked_at=None, **same).exclude(pk=grant.pk)


def _go_on(act: Act, held: Sequence[Grant], ends: date, reason: str) -> list[Grant]:
    going = Grant.objects.bulk_create(
        Grant(
            principal=one.principal,
            role=one.role,
            scope=one.scope,
            region=one.region,
            school=one.school,
            starts=one.ends + DAY,
            ends=ends,
            reason=reason,
            source=GrantSource.ADMINISTRATOR,
        )
        for one in held
    )
    record_grants(act, "grant.given", going, reason=reason)
    return going

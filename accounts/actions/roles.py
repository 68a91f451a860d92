"""Roles that people give by hand: over a school, a region or the district.

Whoever gives, extends or ends one may do so at that place, and never for themselves.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from django.db import transaction

from accounts.access import Reach, WorkPlace, may_change, reach_of, roles_to_give
from accounts.actions.grants import LONGEST, grant, record_grants, revoke_each, scope_of
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
from accounts.queries.roles import role_from
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
    others = Grant.objects.like(given).exclude(pk=given.pk)
    if others.filter(starts__lte=ends, ends__gte=starts).exists():
        raise RoleIsTheirs
    return given


@transaction.atomic
def end_role(act: Act, *, grant: Grant, last_day: date | None = NOW, reason: str) -> Grant:
    """End a role, from this grant on with all by which it goes on: now, or after a last day from
    today on that is earlier than its own. Return the grant that ends there, or that is taken back.

    What would begin only afterwards is taken back. Raises GrantIsOnesOwn, RoleHasEnded,
    GrantIsOver, RoleIsNotYoursToGive, LastDayIsNotEarlier or LastAdministrator.
    """
    _lock_people([grant.pk])
    if grant.role == Role.SYSTEM_ADMINISTRATOR:
        _lock_administrators(act)  # before one of them, so that two never wait for each other
    ending = role_from(_changeable(act, [grant.pk])[0])
    if last_day is not None and not act.on <= last_day < ending[-1].ends:
        raise LastDayIsNotEarlier
    keep_an_administrator(act, ending)
    left = [one for one in ending if last_day is not None and one.starts <= last_day]
    over = [one.pk for one in ending if one not in left]
    taken = {one.pk: one for one in revoke_each(act, grants=over, reason=reason)}
    if last_day is None or not left:
        return taken[grant.pk]
    _shorten(act, left, last_day, reason)
    return left[-1]


@transaction.atomic
def extend_role(act: Act, *, grant: Grant, ends: date, reason: str) -> Grant:
    """Have a role go on from the day after its last day: a new grant, so that somebody looks at it
    once a year. Return the new one.

    Raises as `end_role` does, and RoleGoesOn, GrantIsTooLong or GrantEndsBeforeItStarts.
    """
    _lock_people([grant.pk])
    held = _changeable(act, [grant.pk])
    if refusal := _why_not_until(ends, held[0], _had_later(held, ends)):
        raise refusal
    return _go_on(act, held, ends, reason)[0]


@transaction.atomic
def extend_roles(act: Act, *, grants: Sequence[int], ends: date, reason: str) -> list[Grant]:
    """Have each of these roles go on that may, and return the new grants. Those that go on already,
    are over, or are not the actor's to give stay as they are. The same statements for one as for
    many.
    """
    _lock_people(grants)
    held, scope = _locked(grants), reach_of(act.actor, on=act.on)
    had = _had_later(held, ends)
    going = [
        one for one in held if not (_why_not(act, scope, one) or _why_not_until(ends, one, had))
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


def _lock_people(grants: Sequence[int]) -> None:
    """Lock the accounts that have these grants, before the grants: nobody closes one, gives it more
    or ends its roles meanwhile.
    """
    theirs = Grant.objects.filter(pk__in=grants).values("person")
    list(User.objects.select_for_update().filter(pk__in=theirs).order_by("pk").values_list("pk"))


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


def _why_not_until(ends: date, grant: Grant, had_later: Mapping[int, bool]) -> Refusal | None:
    """Return why a grant cannot go on until a day."""
    if grant.pk in had_later:
        return RoleGoesOn() if had_later[grant.pk] else RoleIsTheirs()
    if ends <= grant.ends:
        return GrantEndsBeforeItStarts()
    return GrantIsTooLong() if ends - grant.ends - DAY >= LONGEST else None


def _had_later(held: Sequence[Grant], ends: date) -> dict[int, bool]:
    """Return which of these grants somebody has again by a day, and whether at once."""
    again = Grant.objects.filter(pk__in=[one.pk for one in held]).had_again(by=ends)
    return {one.pk: one.goes_on for one in again}


def _shorten(act: Act, grants: Sequence[Grant], last_day: date, reason: str) -> None:
    """End locked grants after a day, those that end by then as they are."""
    longer = [one for one in grants if one.ends > last_day]
    Grant.objects.filter(pk__in=[one.pk for one in longer]).update(ends=last_day)
    for one in longer:
        one.ends = last_day
    record_grants(act, "grant.ended", longer, reason=reason)


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

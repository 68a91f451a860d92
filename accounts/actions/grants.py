"""Grants: given and taken back, to anybody who has a key.

Whoever calls these answers for it that the one who acts may give them: `roles` for what people give
by hand, a caseload or a panel for what follows from it.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.db import transaction

from accounts.actions.invitations import renew_seen_link
from accounts.actions.refusals import (
    GrantEndsBeforeItStarts,
    GrantIsOnesOwn,
    GrantIsTooLong,
    PersonIsDeactivated,
    PersonIsUnknown,
)
from accounts.choices import GrantSource, Role, Scope
from accounts.models import Grant, User
from audit.actions import record_many
from audit.choices import ActorKind
from audit.rules import Act, Actor
from core.keys import key_of
from students.models import Region, School, Student

LONGEST = timedelta(days=366)
GrantPlace = Region | School | Student


@transaction.atomic
def grant(
    act: Act,
    *,
    to: User | Actor,
    role: Role,
    place: GrantPlace | None = None,
    starts: date,
    ends: date,
    reason: str,
    source: GrantSource = GrantSource.ADMINISTRATOR,
) -> Grant:
    """Give a role over a place, or over the district without one; both days are included.

    To a member of staff, or to a seat or a job by its Actor. Raises GrantEndsBeforeItStarts,
    GrantIsTooLong, GrantIsOnesOwn, PersonIsUnknown or PersonIsDeactivated.
    """
    scope = scope_of(place)
    given = Grant.objects.create(
        principal=_givable(act, to, starts, ends),
        role=role,
        scope=scope,
        starts=starts,
        ends=ends,
        reason=reason,
        source=source,
        **({scope.value: place} if place else {}),
    )
    record_grants(act, "grant.given", [given], reason=reason)
    return given


@transaction.atomic
def grant_students(
    act: Act,
    *,
    to: User | Actor,
    role: Role,
    students: Sequence[int],
    starts: date,
    ends: date,
    reason: str,
    source: GrantSource,
) -> list[Grant]:
    """Give a role over each of these students, in their order; as many statements for one as for any number.

    Raises as `grant` does.
    """
    principal = _givable(act, to, starts, ends)
    given = Grant.objects.bulk_create(
        Grant(
            principal=principal,
            role=role,
            scope=Scope.STUDENT,
            student_id=student,
            starts=starts,
            ends=ends,
            reason=reason,
            source=source,
        )
        for student in students
    )
    record_grants(act, "grant.given", given, reason=reason)
    return given


@transaction.atomic
def revoke_each(act: Act, *, grants: Iterable[int], reason: str) -> list[Grant]:
    """Take back those of the grants that were not taken back before; return them."""
    held = list(
        Grant.objects.select_for_update().filter(pk__in=grants, revoked_at=None).order_by("pk")
    )
    Grant.objects.filter(pk__in=[grant.pk for grant in held]).update(revoked_at=act.at)
    for one in held:
        one.revoked_at = act.at
    record_grants(act, "grant.revoked", held, reason=reason)
    return held


def _givable(act: Act, to: User | Actor, starts: date, ends: date) -> str:
    """Return the principal's key, with the account of a person locked; or refuse."""
    actor = to.actor if isinstance(to, User) else to
    if actor.kind == ActorKind.USER:
        _lock(act, actor)
    if actor.key == act.actor.key:
        raise GrantIsOnesOwn
    if ends < starts:
        raise GrantEndsBeforeItStarts
    if ends - starts >= LONGEST:
        raise GrantIsTooLong
    return actor.key


def _lock(act: Act, person: Actor) -> None:
    user = User.objects.select_for_update().filter(pk=key_of(person.id)).first()
    if user is None:
        raise PersonIsUnknown
    if not user.is_active:
        raise PersonIsDeactivated
    renew_seen_link(act, user)


def scope_of(place: GrantPlace | None) -> Scope:
    """Return over what a place is; None is the district."""
    if place is None:
        return Scope.DISTRICT
    return {Region: Scope.REGION, School: Scope.SCHOOL, Student: Scope.STUDENT}[type(place)]


def record_grants(act: Act, action: str, grants: Iterable[Grant], *, reason: str) -> None:
    """Write one audit row for each grant, under its student."""
    record_many(
        act,
        action=action,
        target_kind="grant",
        targets=[(grant.pk, grant.student_id, _detail(grant, reason)) for grant in grants],
    )


def _detail(grant: Grant, reason: str) -> dict[str, object]:
    return {
        "to": grant.principal,
        "role": grant.role,
        "scope": grant.scope,
        "place": grant.region_id or grant.school_id or grant.student_id,
        "starts": grant.starts.isoformat(),
        "ends": grant.ends.isoformat(),
        "reason": reason,
    }

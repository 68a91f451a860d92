"""Changes to who may touch what: grants are given and taken back, accounts are closed.

Each change is one transaction with its audit row. A refusal is an exception and changes nothing.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from accounts.choices import GrantSource, Role, Scope
from accounts.models import Grant, User
from audit.actions import record, record_many
from audit.choices import ActorKind
from audit.rules import Actor
from students.models import Region, School, Student

LONGEST = timedelta(days=366)
Place = Region | School | Student


class GrantIsTooLong(Exception):
    """A grant runs for a year at most, so that somebody looks at it again."""


class GrantEndsBeforeItStarts(Exception):
    """The last day lies before the first."""


class GrantIsOver(Exception):
    """The grant was taken back before."""


class PersonIsDeactivated(Exception):
    """The account is closed; nothing can be given to it."""


class GrantIsOnesOwn(Exception):
    """Nobody widens their own reach; a second person gives it."""


class AdministratorExists(Exception):
    """There is a system administrator already, who makes the other accounts."""


@transaction.atomic
def make_first_administrator(
    *, email: str, name: str, password: str, today: date, by: Actor
) -> User:
    """Make the first account of an installation: a system administrator, who sees no student.

    Raises AdministratorExists, changing nothing, while one holds that role.
    """
    holders = Grant.objects.in_force(today).filter(
        role=Role.SYSTEM_ADMINISTRATOR, principal__is_active=True
    )
    if holders.exists():
        raise AdministratorExists
    user = User.objects.create_user(email, password, name=name)
    record(by=by, action="person.made", target_kind="user", target_id=user.pk)
    grant(
        to=user,
        role=Role.SYSTEM_ADMINISTRATOR,
        starts=today,
        ends=today + LONGEST - timedelta(days=1),
        reason="first administrator of the installation",
        by=by,
    )
    return user


@transaction.atomic
def grant(
    *,
    to: User,
    role: Role,
    place: Place | None = None,
    starts: date,
    ends: date,
    reason: str,
    by: Actor,
    source: GrantSource = GrantSource.ADMINISTRATOR,
    request_id: str = "",
) -> Grant:
    """Give a role over a place, or over the district without one; both days are included.

    Raises GrantEndsBeforeItStarts, GrantIsTooLong, GrantIsOnesOwn or PersonIsDeactivated.
    """
    to = User.objects.select_for_update().get(pk=to.pk)
    _refuse_unless_givable(to=to, starts=starts, ends=ends, by=by)
    scope = _scope_of(place)
    given = Grant.objects.create(
        principal=to,
        role=role,
        scope=scope,
        starts=starts,
        ends=ends,
        reason=reason,
        source=source,
        **({scope.value: place} if place else {}),
    )
    _record("grant.given", given, by=by, reason=reason, request_id=request_id)
    return given


@transaction.atomic
def grant_students(
    *,
    to: User,
    role: Role,
    students: Sequence[int],
    starts: date,
    ends: date,
    reason: str,
    by: Actor,
    source: GrantSource,
    request_id: str = "",
) -> list[Grant]:
    """Give a role over each of these students, in their order; three statements for any number.

    Raises as `grant` does.
    """
    to = User.objects.select_for_update().get(pk=to.pk)
    _refuse_unless_givable(to=to, starts=starts, ends=ends, by=by)
    given = Grant.objects.bulk_create(
        Grant(
            principal=to,
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
    _record_each("grant.given", given, by=by, reason=reason, request_id=request_id)
    return given


@transaction.atomic
def revoke_each(
    *, grants: Iterable[int], reason: str, by: Actor, request_id: str = ""
) -> list[Grant]:
    """Take back those of the grants that were not taken back before; return them."""
    held = list(
        Grant.objects.select_for_update().filter(pk__in=grants, revoked_at=None).order_by("pk")
    )
    Grant.objects.filter(pk__in=[grant.pk for grant in held]).update(revoked_at=timezone.now())
    _record_each("grant.revoked", held, by=by, reason=reason, request_id=request_id)
    return held


@transaction.atomic
def revoke(*, grant: Grant, reason: str, by: Actor, request_id: str = "") -> Grant:
    """Take a grant back. The person's next request is without it.

    Raises GrantIsOver if it was taken back before.
    """
    grant = Grant.objects.select_for_update().get(pk=grant.pk)
    if grant.revoked_at:
        raise GrantIsOver
    grant.revoked_at = timezone.now()
    grant.save(update_fields=["revoked_at"])
    _record("grant.revoked", grant, by=by, reason=reason, request_id=request_id)
    return grant


@transaction.atomic
def deactivate(*, user: User, reason: str, by: Actor, request_id: str = "") -> User:
    """Close an account: every session ends now and every grant is taken back.

    Opening it again gives nothing back: it takes a new password and new grants. Raises
    PersonIsDeactivated if it was closed before.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    if not user.is_active:
        raise PersonIsDeactivated
    # Sessions are bound to the password: a new one, even unusable, ends them all for good.
    user.set_unusable_password()
    user.is_active = False
    user.save(update_fields=["password", "is_active"])
    held = Grant.objects.filter(principal=user, revoked_at=None)
    taken = held.update(revoked_at=timezone.now())
    record(
        by=by,
        action="user.deactivated",
        target_kind="user",
        target_id=user.pk,
        detail={"reason": reason, "grants": taken},
        request_id=request_id,
    )
    return user


def _refuse_unless_givable(*, to: User, starts: date, ends: date, by: Actor) -> None:
    if not to.is_active:
        raise PersonIsDeactivated
    if by.kind == ActorKind.USER and by.id == str(to.pk):
        raise GrantIsOnesOwn
    if ends < starts:
        raise GrantEndsBeforeItStarts
    if ends - starts >= LONGEST:
        raise GrantIsTooLong


def _scope_of(place: Place | None) -> Scope:
    if place is None:
        return Scope.DISTRICT
    return {Region: Scope.REGION, School: Scope.SCHOOL, Student: Scope.STUDENT}[type(place)]


def _record(action: str, grant: Grant, *, by: Actor, reason: str, request_id: str) -> None:
    _record_each(action, [grant], by=by, reason=reason, request_id=request_id)


def _record_each(
    action: str, grants: Iterable[Grant], *, by: Actor, reason: str, request_id: str
) -> None:
    record_many(
        by=by,
        action=action,
        target_kind="grant",
        targets=[(grant.pk, grant.student_id, _detail(grant, reason)) for grant in grants],
        request_id=request_id,
    )


def _detail(grant: Grant, reason: str) -> dict[str, object]:
    return {
        "to": grant.principal_id,
        "role": grant.role,
        "scope": grant.scope,
        "place": grant.region_id or grant.school_id or grant.student_id,
        "starts": grant.starts.isoformat(),
        "ends": grant.ends.isoformat(),
        "reason": reason,
    }

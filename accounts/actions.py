"""Changes to who may touch what: grants are given and taken back, accounts are closed.

Each change is one transaction with its audit row. A refusal is an exception and changes nothing.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.db import transaction

from accounts.choices import GrantSource, Role, Scope
from accounts.models import Grant, User
from audit.actions import record, record_many
from audit.choices import ActorKind
from audit.rules import Act, Actor
from core.keys import key_of
from core.refusals import Refusal
from students.models import Region, School, Student

LONGEST = timedelta(days=366)
GrantPlace = Region | School | Student


class GrantIsTooLong(Refusal):
    """A grant runs for a year at most, so that somebody looks at it again."""

    advice = "A grant runs for a year at most: give an earlier last day."
    field = "ends"


class GrantEndsBeforeItStarts(Refusal):
    """The last day lies before the first."""

    advice = "The last day lies before the first: give a later one."
    field = "ends"


class GrantIsOver(Refusal):
    """The grant was taken back before."""

    advice = "This grant was taken back before; nothing is left to do."


class PersonIsUnknown(Refusal):
    """There is no account with this key."""

    advice = "There is no such account: make it first."


class PersonIsDeactivated(Refusal):
    """The account is closed; nothing can be given to it."""

    advice = "This account is closed: open it again before anything is given to it."


class GrantIsOnesOwn(Refusal):
    """Nobody widens their own reach; a second person gives it."""

    advice = "Nobody gives a grant to themselves: ask another administrator."


class AdministratorExists(Refusal):
    """There is a system administrator already, who makes the other accounts."""

    advice = "There is a system administrator already; nothing was changed. Ask them."


@transaction.atomic
def make_first_administrator(act: Act, *, email: str, name: str, password: str) -> User:
    """Make the first account of an installation: a system administrator, who sees no student.

    Raises AdministratorExists, changing nothing, while one holds that role.
    """
    if User.objects.holding(Role.SYSTEM_ADMINISTRATOR, on=act.on).exists():
        raise AdministratorExists
    user = User.objects.create_user(email, password, name=name)
    record(act, action="person.made", target_kind="user", target_id=user.pk)
    grant(
        act,
        to=user,
        role=Role.SYSTEM_ADMINISTRATOR,
        starts=act.on,
        ends=act.on + LONGEST - timedelta(days=1),
        reason="first administrator of the installation",
    )
    return user


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
    scope = _scope_of(place)
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
    _record(act, "grant.given", [given], reason=reason)
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
    """Give a role over each of these students, in their order; three statements for any number.

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
    _record(act, "grant.given", given, reason=reason)
    return given


@transaction.atomic
def revoke_each(act: Act, *, grants: Iterable[int], reason: str) -> list[Grant]:
    """Take back those of the grants that were not taken back before; return them."""
    held = list(
        Grant.objects.select_for_update().filter(pk__in=grants, revoked_at=None).order_by("pk")
    )
    Grant.objects.filter(pk__in=[grant.pk for grant in held]).update(revoked_at=act.at)
    _record(act, "grant.revoked", held, reason=reason)
    return held


@transaction.atomic
def revoke(act: Act, *, grant: Grant, reason: str) -> Grant:
    """Take a grant back. The person's next request is without it.

    Raises GrantIsOver if it was taken back before.
    """
    grant = Grant.objects.select_for_update().get(pk=grant.pk)
    if grant.revoked_at:
        raise GrantIsOver
    grant.revoked_at = act.at
    grant.save(update_fields=["revoked_at"])
    _record(act, "grant.revoked", [grant], reason=reason)
    return grant


@transaction.atomic
def deactivate(act: Act, *, user: User, reason: str) -> User:
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
    held = Grant.objects.of(user.actor).filter(revoked_at=None)
    taken = held.update(revoked_at=act.at)
    record(
        act,
        action="user.deactivated",
        target_kind="user",
        target_id=user.pk,
        detail={"reason": reason, "grants": taken},
    )
    return user


def _givable(act: Act, to: User | Actor, starts: date, ends: date) -> str:
    """Return the principal's key, with the account of a person locked; or refuse."""
    actor = to.actor if isinstance(to, User) else to
    if actor.kind == ActorKind.USER:
        _lock(actor)
    if actor.key == act.actor.key:
        raise GrantIsOnesOwn
    if ends < starts:
        raise GrantEndsBeforeItStarts
    if ends - starts >= LONGEST:
        raise GrantIsTooLong
    return actor.key


def _lock(person: Actor) -> None:
    user = User.objects.select_for_update().filter(pk=key_of(person.id)).first()
    if user is None:
        raise PersonIsUnknown
    if not user.is_active:
        raise PersonIsDeactivated


def _scope_of(place: GrantPlace | None) -> Scope:
    if place is None:
        return Scope.DISTRICT
    return {Region: Scope.REGION, School: Scope.SCHOOL, Student: Scope.STUDENT}[type(place)]


def _record(act: Act, action: str, grants: Iterable[Grant], *, reason: str) -> None:
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

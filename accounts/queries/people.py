"""Staff and what they may touch, as those who answer for them see it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import (
    BooleanField,
    Count,
    DateField,
    Exists,
    ExpressionWrapper,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)

from accounts.choices import OPEN_INVITATIONS, Role, Scope
from accounts.models import Grant, GrantQuerySet, Invitation, User
from accounts.queries import role_name
from accounts.queries.invitations import invitation_of
from accounts.rules import SOON, is_soon
from audit.models import AuditEvent
from core import sql
from students.queries import with_words, words_of
from students.rules.names import by_name

# The parts of the list of people; the first has everybody who may sign in.
PARTS = {
    "": Q(is_active=True, is_invited=False),
    "ending": Q(is_active=True, is_ending=True),
    "invited": Q(is_active=True, is_invited=True),
    "idle": Q(is_active=True, is_invited=False, has_access=False),
    "closed": Q(is_active=False),
}
MOST_PAST, MOST_ACTS = 20, 30


def administrators(*, on: date) -> QuerySet[User]:
    """Return those who give roles of every kind, by name."""
    return User.objects.holding(Role.SYSTEM_ADMINISTRATOR, on=on).order_by(*by_name())


def place_name(grant: Grant) -> str:
    """Return where a grant lies, in words. No statement for one with its region and school."""
    return str(grant.region or grant.school or "Whole district")


@dataclass(frozen=True)
class HeldRole:
    """A role that somebody has, had or will have at a place."""

    grant: Grant
    role: str
    place: str
    is_soon: bool = False  # it ends within thirty days, and does not go on
    goes_on: bool = False
    given_by: str = ""
    ended_by: str = ""
    why_ended: str = ""

    def __str__(self) -> str:
        return f"{self.role}, {self.place}"


@dataclass(frozen=True)
class StaffRow:
    """One line of the list: what somebody may touch now and from a later day on."""

    user: User
    roles: list[HeldRole]
    students: int  # whom they serve by name
    last_day: date | None
    invitation: Invitation | None


def people(*, on: date) -> QuerySet[User]:
    """Return everybody, with what tells the parts of the list apart, and `last_day`."""
    grants = Grant.objects.filter(person__isnull=False)
    last = grants.filter(person=OuterRef("pk")).of_places().live(on).order_by().values("person")
    invited = Invitation.objects.filter(state__in=OPEN_INVITATIONS)
    return User.objects.annotate(
        is_invited=_among(invited.values("user")),
        is_ending=_among(grants.ending(on, by=on + SOON).values("person")),
        has_access=_among(grants.live(on).values("person")),
        last_day=Subquery(last.annotate(day=Max("ends")).values("day"), DateField()),
    )


def _among(keys: QuerySet[Any, Any]) -> ExpressionWrapper:
    """Whether a person is one of these: looked up in one list of all, not searched for each."""
    return ExpressionWrapper(Q(pk__in=keys), BooleanField())


def narrowed(found: QuerySet[User], *, text: str, role: str, on: date) -> QuerySet[User]:
    """Return those whose name or address has each of the words, and who have the role."""
    if words := words_of(text):
        by_address = Q(email__icontains=text.strip())
        found = found.filter(with_words(words, "search_key") | by_address)
    if role:
        theirs = Grant.objects.live(on).filter(person=OuterRef("pk"), role=role)
        found = found.filter(Exists(theirs))
    return found


def count_parts(found: QuerySet[User]) -> dict[str, int]:
    """Return how many people each part of the list has. One statement."""
    named = {name: f"part_{name}" for name in PARTS}
    said = found.aggregate(
        **{column: Count("pk", filter=PARTS[name]) for name, column in named.items()}
    )
    return {name: said[column] for name, column in named.items()}


def count_ending_and_invited(*, on: date) -> dict[str, int]:
    """Return what `count_parts` says of everybody for those two parts. One statement, written out:
    a morning has it, and to put the list's own into SQL takes longer than to count.
    """
    values = {**sql.kinds(scope=Scope), "open": list(OPEN_INVITATIONS)}
    window = {"on": on, "soon": on + SOON}
    [counts] = sql.rows(sql.statement(__file__, "ending_and_invited"), {**values, **window})
    return counts


def staff_rows(users: Sequence[User], *, on: date) -> list[StaffRow]:
    """Return the lines of these people, in their order. Three statements for any number."""
    keys = [user.actor.key for user in users]
    theirs = Grant.objects.filter(principal__in=keys)
    held = roles_held(theirs.of_places().live(on), on=on)
    named = theirs.filter(scope=Scope.STUDENT).in_force(on).order_by().values_list("principal")
    students = dict(named.annotate(n=Count("student", distinct=True)))
    invited = Invitation.objects.filter(user__in=users, state__in=OPEN_INVITATIONS)
    invitations = {one.user_id: one for one in invited}
    return [
        StaffRow(
            user=user,
            roles=(mine := [one for one in held if one.grant.principal == user.actor.key]),
            students=students.get(user.actor.key, 0),
            last_day=max((one.grant.ends for one in mine), default=None),
            invitation=invitations.get(user.pk),
        )
        for user in users
    ]


def roles_held(grants: GrantQuerySet, *, on: date) -> list[HeldRole]:
    """Return grants over places as roles, those that begin first before. One statement."""
    rows = grants.with_goes_on().select_related("region", "school").order_by("starts", "pk")
    return [
        HeldRole(
            row,
            role_name(row.role),
            place_name(row),
            is_soon=row.revoked_at is None and not row.goes_on and is_soon(row.ends, on=on),
            goes_on=row.goes_on,
        )
        for row in rows
    ]


@dataclass(frozen=True)
class StaffFile:
    """All about one member of staff: roles now, to come and over, sign-in, what was done."""

    user: User
    now: list[HeldRole]
    to_come: list[HeldRole]
    over: list[HeldRole]
    students: int  # whom they serve by name
    has_students: bool  # now or to come
    invitation: Invitation | None
    has_second_factor: bool
    acts: list[AuditEvent]


def staff_file(user: User, *, on: date) -> StaffFile:
    """Return one member of staff. Seven statements."""
    theirs = Grant.objects.of(user.actor)
    acts = _acts(user, theirs.of_places().values_list("pk", flat=True))
    live = _told(roles_held(theirs.of_places().live(on), on=on), acts)
    past = theirs.of_places().filter(Q(ends__lt=on) | Q(revoked_at__isnull=False))
    over = _told(roles_held(past, on=on), acts)
    by_name = theirs.filter(scope=Scope.STUDENT).live(on)
    counts = by_name.aggregate(live=Count("pk"), now=Count("pk", filter=Q(starts__lte=on)))
    return StaffFile(
        user=user,
        now=[one for one in live if one.grant.starts <= on],
        to_come=[one for one in live if one.grant.starts > on],
        over=over[::-1][:MOST_PAST],
        students=counts["now"],
        has_students=bool(counts["live"]),
        invitation=invitation_of(user),
        has_second_factor=Authenticator.objects.filter(user=user, type="totp").exists(),
        acts=acts[:MOST_ACTS],
    )


def _acts(user: User, grants: Iterable[int]) -> list[AuditEvent]:
    """Return what was done to an account and its roles, the newest first."""
    keys = [str(key) for key in grants]
    events = AuditEvent.objects.filter(
        Q(target_kind="user", target_id=str(user.pk)) | Q(target_kind="grant", target_id__in=keys)
    )
    return list(events.order_by("-at", "-pk"))


def _told(held: list[HeldRole], acts: list[AuditEvent]) -> list[HeldRole]:
    """Return roles with who gave and who ended them, and why, as the audit has it."""
    given = {act.target_id: act for act in acts if act.action == "grant.given"}
    ended = {act.target_id: act for act in acts if act.action in ("grant.ended", "grant.revoked")}
    told = []
    for one in held:
        key = str(one.grant.pk)
        end = ended.get(key)
        told.append(
            replace(
                one,
                given_by=given[key].actor_name if key in given else "",
                ended_by=end.actor_name if end else "",
                why_ended=str(end.detail.get("reason", "")) if end else "",
            )
        )
    return told

"""The doors: who may open which page, and the only way to a student's row.

A person reaches a student through one Grant that is in force on the day, whose role carries the
permission and whose scope holds the student. All three in the same grant: a permission held at
one school opens nothing at another.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import wraps
from typing import TypeVar

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase
from django_htmx.middleware import HtmxDetails

from accounts.choices import Permission, Scope
from accounts.models import Grant, User
from accounts.rules import is_reading, permits
from audit.choices import Access
from students.models import Enrollment, School, Student

LARGEST_KEY = 2**63 - 1
View = TypeVar("View", bound=Callable[..., HttpResponseBase])


class Door(StrEnum):
    """What a view states in place of a permission when it shows no student and no setting."""

    PUBLIC = "public"  # anybody, before sign-in
    SIGNED_IN = "signed-in"  # any active member of staff, on their own account


@dataclass(frozen=True)
class Reach:
    """A person and their grants in force on one date. `request.scope` is today's."""

    user: User | AnonymousUser
    on: date
    grants: tuple[Grant, ...]
    # What opens each student asked about, so that a page asks the database once.
    opened: dict[int, list["_Way"]] = field(default_factory=dict, compare=False, repr=False)

    def carrying(self, permission: str) -> list[Grant]:
        """Return the grants whose role carries the permission. No statement."""
        return [grant for grant in self.grants if permits(grant.role, permission)]


@dataclass(frozen=True)
class Seen:
    """A reading or a refusal that waits to be logged when the view is done."""

    access: str
    page: str
    student_ids: Sequence[int] = field(default_factory=tuple)
    grants: Sequence[int] = field(default_factory=tuple)
    reason: str = ""


class StaffRequest(HttpRequest):
    """A request as a view behind `requires` gets it."""

    user: User
    htmx: HtmxDetails
    request_id: str
    scope: Reach
    seen: list[Seen]


Who = User | AnonymousUser | Reach

# --- Doors of pages ----------------------------------------------------------------------


def public(view: View) -> View:
    """Mark a view that anybody may open. The list of them is short and tested."""
    view.permission = Door.PUBLIC  # type: ignore[attr-defined]
    return login_not_required(view)


def signed_in(view: View) -> View:
    """Mark a view that any active member of staff may open: their own account, the way home."""
    view.permission = Door.SIGNED_IN  # type: ignore[attr-defined]
    return view


def requires(permission: Permission) -> Callable[[View], View]:
    """Open a view only to someone with a grant in force that carries the permission.

    Anonymous goes to sign-in. Anybody else gets 403, and the refusal is logged.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: StaffRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            if isinstance(request.scope.user, AnonymousUser):
                return redirect_to_login(request.get_full_path())
            if not request.scope.carrying(permission):
                refuse(request, reason=f"no grant with {permission}")
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.permission = permission  # type: ignore[attr-defined]
        return guarded  # type: ignore[return-value]

    return decorate


# --- Doors of rows -----------------------------------------------------------------------


def reach_of(who: Who, *, on: date) -> Reach:
    """Return the person's grants in force on the date. One statement, or none for a Reach
    of that date. Someone who is not an active member of staff has no grants.
    """
    if isinstance(who, Reach):
        if who.on == on:
            return who
        who = who.user
    if isinstance(who, AnonymousUser) or not who.is_active:
        return Reach(who, on, ())
    return Reach(who, on, tuple(Grant.objects.filter(principal=who).in_force(on).order_by("pk")))


def may(who: Who, permission: str, *, on: date) -> bool:
    """Return whether any grant in force carries the permission, over whatever scope."""
    return bool(reach_of(who, on=on).carrying(permission))


def students_for(who: Who, permission: str, *, on: date) -> QuerySet[Student]:
    """Return the students whom the person may reach with the permission on the date.

    District: everybody. Region and school: students enrolled there on the date, and for
    permissions to read also those who left within ACCESS_TAIL_DAYS. Student: that student.
    Each student once; nothing annotated; in no order. Give it `request.scope` to save the
    statement that loads the grants.
    """
    grants = reach_of(who, on=on).carrying(permission)
    if _has_district(grants):
        return Student.objects.all()
    ways: list[QuerySet[Student, int] | QuerySet[Enrollment, int]] = []
    if _ids(grants, "school_id") or _ids(grants, "region_id"):
        ways.append(_enrolled(grants, permission, on))
    if named := _ids(grants, "student_id"):
        ways.append(Student.objects.filter(pk__in=named).values_list("pk", flat=True))
    if not ways:
        return Student.objects.none()
    # A union and not an OR: an OR of two subqueries would read all students of the district.
    inside = ways[0].union(*ways[1:], all=True) if len(ways) > 1 else ways[0]
    return Student.objects.filter(pk__in=inside)


def schools_for(who: Who, permission: str, *, on: date) -> QuerySet[School]:
    """Return the schools that the person's grants with the permission cover, in no order.

    A grant for one student covers no school.
    """
    grants = reach_of(who, on=on).carrying(permission)
    return School.objects.all() if _has_district(grants) else _schools(grants)


def why(who: Who, student: Student, permission: str, *, on: date) -> list[int]:
    """Return the ids of the grants that open this student to the person with the permission.

    Empty means the door is shut. At most one statement more than `reach_of`.
    """
    return [grant.pk for grant in _opening(who, student, on) if grant.opens(permission)]


def permissions_on(who: Who, student: Student, *, on: date) -> frozenset[str]:
    """Return every permission that the person has over this one student on the date.

    For pages with parts of their own doors. At most one statement more than `reach_of`.
    """
    opening = _opening(who, student, on)
    return frozenset(p for p in Permission.values if any(way.opens(p) for way in opening))


@dataclass(frozen=True)
class _Way:
    """A grant that reaches a student; `in_tail` when only by an enrollment that has ended."""

    pk: int
    role: str
    in_tail: bool

    def opens(self, permission: str) -> bool:
        return permits(self.role, permission) and (is_reading(permission) or not self.in_tail)


def _opening(who: Who, student: Student, on: date) -> list[_Way]:
    reach = reach_of(who, on=on)
    if student.pk not in reach.opened:
        reach.opened[student.pk] = _ways(reach.grants, student, on)
    return reach.opened[student.pk]


def _ways(grants: tuple[Grant, ...], student: Student, on: date) -> list[_Way]:
    places: list[Enrollment] = []
    if any(grant.scope in (Scope.REGION, Scope.SCHOOL) for grant in grants):
        places = list(
            Enrollment.objects.filter(_open(on, tail=settings.ACCESS_TAIL_DAYS), student=student)
            .select_related("school")
            .order_by("pk")
        )
    ways = (_way(grant, student, places, on) for grant in grants)
    return [way for way in ways if way]


def _way(grant: Grant, student: Student, places: list[Enrollment], on: date) -> _Way | None:
    if grant.scope == Scope.DISTRICT or grant.student_id == student.pk:
        return _Way(grant.pk, grant.role, in_tail=False)
    here = [place for place in places if _covers(grant, place.school)]
    if not here:
        return None
    ended = all(place.exit_date is not None and place.exit_date < on for place in here)
    return _Way(grant.pk, grant.role, in_tail=ended)


def _covers(grant: Grant, school: School) -> bool:
    if grant.scope == Scope.SCHOOL:
        return grant.school_id == school.pk
    return grant.scope == Scope.REGION and grant.region_id == school.region_id


def _enrolled(grants: list[Grant], permission: str, on: date) -> QuerySet[Enrollment, int]:
    tail = settings.ACCESS_TAIL_DAYS if is_reading(permission) else 0
    schools = _ids(grants, "school_id")
    where = (
        Q(school__in=_schools(grants)) if _ids(grants, "region_id") else Q(school_id__in=schools)
    )
    return Enrollment.objects.filter(_open(on, tail=tail), where).values_list(
        "student_id", flat=True
    )


def _open(on: date, *, tail: int) -> Q:
    """Enrollments open on the date, or ended at most `tail` days before it."""
    return Q(entry_date__lte=on) & (
        Q(exit_date=None) | Q(exit_date__gte=on - timedelta(days=tail))
    )


def _schools(grants: list[Grant]) -> QuerySet[School]:
    return School.objects.filter(
        Q(pk__in=_ids(grants, "school_id")) | Q(region_id__in=_ids(grants, "region_id"))
    )


def _ids(grants: list[Grant], column: str) -> list[int]:
    found: Iterable[int | None] = (getattr(grant, column) for grant in grants)
    return sorted({key for key in found if key is not None})


def _has_district(grants: list[Grant]) -> bool:
    return any(grant.scope == Scope.DISTRICT for grant in grants)


# --- Fetching and logging ----------------------------------------------------------------


def get_student_or_404(request: StaffRequest, permission: Permission, pk: int) -> Student:
    """Fetch a student whom the person may reach with the permission, and log the reading.

    Raises Http404, the same for a student out of reach as for none, and logs the refusal.
    """
    scope = request.scope
    student = students_for(scope, permission, on=scope.on).filter(pk=pk).first()
    if student is None:
        refuse(request, reason=f"out of reach with {permission}", student_id=pk)
        raise Http404
    grants = why(scope, student, permission, on=scope.on)
    request.seen.append(Seen(Access.READ, page_of(request), [student.pk], grants))
    return student


def log_read(
    request: StaffRequest, page: str, student_ids: Sequence[int], *, access: str = Access.READ
) -> None:
    """Log that the page shows these students: one row, with the grants behind the view.

    Give the ids of the page shown, not of the whole result. It is written when the view is
    done, in the transaction around it; without the row there is no page.
    """
    permission = getattr(request.resolver_match.func, "permission", "")  # type: ignore[union-attr]
    grants = [grant.pk for grant in request.scope.carrying(permission)]
    if student_ids:
        request.seen.append(Seen(access, page, list(student_ids), grants))


def refuse(request: StaffRequest, *, reason: str, student_id: int | None = None) -> None:
    """Log a refusal. The caller raises. A number too large for a key is logged without it."""
    asked = [student_id] if student_id is not None and student_id <= LARGEST_KEY else []
    request.seen.append(Seen(Access.REFUSED, page_of(request), asked, reason=reason))


def page_of(request: HttpRequest) -> str:
    """Return the name of the page asked for, as the log keeps it."""
    match = request.resolver_match
    return (match.view_name or match.route)[:60] if match else ""

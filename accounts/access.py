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
from typing import Any, TypeVar

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
from audit.rules import Act
from students.models import Enrollment, School, Student

LARGEST_KEY = 2**63 - 1
# The condition of `students_for` for statements that are written out: {student} is the column
# of the student's key, and the values come from `bounds_of`. Few joins: with a single student it
# takes longer to plan them than to run them.
REACHED = """(
    %(reach_all)s OR {student} = ANY(%(reach_students)s) OR EXISTS (
        SELECT FROM students_enrollment reach
        WHERE reach.student_id = {student} AND reach.entry_date <= %(reach_on)s
          AND (reach.exit_date IS NULL OR reach.exit_date >= %(reach_since)s)
          AND (reach.school_id = ANY(%(reach_schools)s)
               OR reach.school_id IN (SELECT at.id FROM students_school at
                                      WHERE at.region_id = ANY(%(reach_regions)s)))))"""
# A student within reach, with the enrollments through which a school or a region reaches it.
ONE_STUDENT = f"""
SELECT s.*, (SELECT coalesce(json_agg(json_build_object(
                      'school_id', e.school_id,
                      'region_id', (SELECT k.region_id FROM students_school k
                                    WHERE k.id = e.school_id),
                      'has_ended', e.exit_date IS NOT NULL AND e.exit_date < %(reach_on)s)), '[]')
             FROM students_enrollment e
             WHERE e.student_id = s.id AND e.entry_date <= %(reach_on)s
               AND (e.exit_date IS NULL OR e.exit_date >= %(since)s)) AS places
FROM students_student s
WHERE s.id = %(student)s AND {REACHED.format(student="s.id")}"""  # noqa: S608 - both parts are written here
ONE_SCHOOL = """
SELECT k.* FROM students_school k
WHERE k.id = %(school)s AND (%(reach_all)s OR k.id = ANY(%(reach_schools)s)
                             OR k.region_id = ANY(%(reach_regions)s))"""
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
    act: Act
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


def bounds_of(who: Who, permission: str, *, on: date) -> dict[str, Any]:
    """Return the values of `REACHED`: whom the person may reach with the permission on the date."""
    grants = reach_of(who, on=on).carrying(permission)
    return {
        "reach_all": _has_district(grants),
        "reach_students": _ids(grants, "student_id"),
        "reach_schools": _ids(grants, "school_id"),
        "reach_regions": _ids(grants, "region_id"),
        "reach_on": on,
        "reach_since": on - timedelta(days=_tail(permission)),
    }


def schools_for(who: Who, permission: str, *, on: date) -> QuerySet[School]:
    """Return the schools that the person's grants with the permission cover, in no order.

    A grant for one student covers no school.
    """
    grants = reach_of(who, on=on).carrying(permission)
    return School.objects.all() if _has_district(grants) else _schools(grants)


def covers(scope: Reach, permission: str, school: School) -> bool:
    """Return whether a grant with the permission covers this school. No statement."""
    bounds = bounds_of(scope, permission, on=scope.on)
    return (
        bounds["reach_all"]
        or school.pk in bounds["reach_schools"]
        or school.region_id in bounds["reach_regions"]
    )


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


@dataclass(frozen=True)
class _Place:
    """An enrollment that is open, or has ended so lately that reading goes on."""

    school_id: int
    region_id: int | None
    has_ended: bool


def _opening(who: Who, student: Student, on: date) -> list[_Way]:
    reach = reach_of(who, on=on)
    if student.pk not in reach.opened:
        by_place = any(grant.scope in (Scope.REGION, Scope.SCHOOL) for grant in reach.grants)
        places = _places(student, on) if by_place else []
        reach.opened[student.pk] = _ways(reach.grants, student.pk, places)
    return reach.opened[student.pk]


def _places(student: Student, on: date) -> list[_Place]:
    open_then = Enrollment.objects.open_on(on, tail=settings.ACCESS_TAIL_DAYS)
    rows = open_then.filter(student=student)
    return [
        _Place(school, region, exit_date is not None and exit_date < on)
        for school, region, exit_date in rows.values_list(
            "school_id", "school__region_id", "exit_date"
        )
    ]


def _ways(grants: tuple[Grant, ...], student_id: int, places: list[_Place]) -> list[_Way]:
    ways = (_way(grant, student_id, places) for grant in grants)
    return [way for way in ways if way]


def _way(grant: Grant, student_id: int, places: list[_Place]) -> _Way | None:
    if grant.scope == Scope.DISTRICT or grant.student_id == student_id:
        return _Way(grant.pk, grant.role, in_tail=False)
    here = [place for place in places if _covers(grant, place)]
    if not here:
        return None
    return _Way(grant.pk, grant.role, in_tail=all(place.has_ended for place in here))


def _covers(grant: Grant, place: _Place) -> bool:
    if grant.scope == Scope.SCHOOL:
        return grant.school_id == place.school_id
    return grant.scope == Scope.REGION and grant.region_id == place.region_id


def _enrolled(grants: list[Grant], permission: str, on: date) -> QuerySet[Enrollment, int]:
    schools = _ids(grants, "school_id")
    where = (
        Q(school__in=_schools(grants)) if _ids(grants, "region_id") else Q(school_id__in=schools)
    )
    here = Enrollment.objects.open_on(on, tail=_tail(permission)).filter(where)
    return here.values_list("student_id", flat=True)


def _tail(permission: str) -> int:
    """Days for which a permission outlasts an enrollment."""
    return settings.ACCESS_TAIL_DAYS if is_reading(permission) else 0


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


def get_school_or_404(scope: Reach, permission: Permission, pk: int) -> School:
    """Fetch a school that the person's grants with the permission cover, as `schools_for` has it.

    Raises Http404, the same for a school out of reach as for none.
    """
    values = {**bounds_of(scope, permission, on=scope.on), "school": pk}
    found = next(iter(School.objects.raw(ONE_SCHOOL, values)), None) if pk <= LARGEST_KEY else None
    if found is None:
        raise Http404
    return found


def get_student_or_404(request: StaffRequest, permission: Permission, pk: int) -> Student:
    """Fetch a student whom the person may reach with the permission, and log the reading.

    Raises Http404, the same for a student out of reach as for none, and logs the refusal.
    """
    scope = request.scope
    student = _student(scope, permission, pk) if pk <= LARGEST_KEY else None
    grants = why(scope, student, permission, on=scope.on) if student else []
    if student is None or not grants:
        refuse(request, reason=f"out of reach with {permission}", student_id=pk)
        raise Http404
    request.seen.append(Seen(Access.READ, page_of(request), [student.pk], grants))
    return student


def _student(scope: Reach, permission: str, pk: int) -> Student | None:
    """Fetch a student within reach, and keep what opens it. One statement for both."""
    values = {
        **bounds_of(scope, permission, on=scope.on),
        "student": pk,
        "since": scope.on - timedelta(days=settings.ACCESS_TAIL_DAYS),
    }
    found = next(iter(Student.objects.raw(ONE_STUDENT, values)), None)
    if found is not None:
        places = [_Place(**place) for place in found.places]  # type: ignore[attr-defined] # a column of the statement
        scope.opened[pk] = _ways(scope.grants, pk, places)
    return found


def log_read(
    request: StaffRequest, page: str, student_ids: Sequence[int], *, access: str = Access.READ
) -> None:
    """Log that the page shows these students: one row, with the grants behind the view.

    Give the ids of the page shown, not of the whole result. It is written when the view is
    done, in the transaction around it; without the row there is no page.
    """
    permission = getattr(request.resolver_match.func, "permission", "")  # type: ignore[union-attr] # a view has an address
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

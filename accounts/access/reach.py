"""Whom somebody may reach: the grants in force on a day, and the students and schools they open.

A person reaches a student through one Grant that is in force on the day, whose role carries the
permission and whose scope holds the student. All three in the same grant: a permission held at
one school opens nothing at another.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from accounts.access.bounds import WithinReach
from accounts.access.ways import EnrolledPlace, HeldGrant, Way, ways_of
from accounts.choices import Scope
from accounts.models import Grant, User
from accounts.rules import is_reading, permits
from audit.choices import ActorKind
from audit.rules import Actor
from core.lookups import keys
from students.models import Enrollment, School, Student


@dataclass(frozen=True)
class Scopes:
    """What grants cover between them. Keys in ascending order, each once."""

    district: bool
    regions: list[int]
    schools: list[int]
    students: list[int]

    @cached_property
    def named(self) -> str:
        """The students as one value of a statement."""
        return keys(self.students)


@dataclass(frozen=True)
class Reach:
    """Somebody and their grants in force on one date. `request.scope` is today's.

    `actor` is a member of staff, a seat or a job; None before sign-in.
    """

    actor: Actor | None
    on: date
    grants: tuple[HeldGrant, ...]
    # What opens each student asked about, so that a page asks the database once.
    opened: dict[int, list[Way]] = field(default_factory=dict, compare=False, repr=False)
    # What was worked out of the grants, since a page asks about many permissions many times: by the
    # roles that carry one, which are the same for most.
    _roles: dict[str, frozenset[str]] = field(default_factory=dict, compare=False, repr=False)
    _carrying: dict[frozenset[str], list[HeldGrant]] = field(
        default_factory=dict, compare=False, repr=False
    )
    _scopes: dict[frozenset[str], Scopes] = field(default_factory=dict, compare=False, repr=False)

    @property
    def person(self) -> int:
        """The key of the member of staff, 0 for anybody else."""
        is_person = self.actor is not None and self.actor.kind == ActorKind.USER
        return int(self.actor.id) if self.actor and is_person else 0

    def carrying(self, permission: str) -> list[HeldGrant]:
        """Return the grants whose role carries the permission. No statement."""
        roles = self._roles_of(permission)
        if roles not in self._carrying:
            self._carrying[roles] = [grant for grant in self.grants if grant.role in roles]
        return self._carrying[roles]

    def scopes(self, permission: str) -> Scopes:
        """Return what the grants that carry the permission cover. No statement."""
        roles = self._roles_of(permission)
        if roles not in self._scopes:
            self._scopes[roles] = _scopes_of(self.carrying(permission))
        return self._scopes[roles]

    def is_over_district(self, permission: str) -> bool:
        """Return whether one grant carries the permission and is over the whole district. No statement."""
        return self.scopes(permission).district

    def _roles_of(self, permission: str) -> frozenset[str]:
        """Return the roles of the grants that carry the permission."""
        if permission not in self._roles:
            self._roles[permission] = frozenset(
                role for role in self.roles if permits(role, permission)
            )
        return self._roles[permission]

    @cached_property
    def roles(self) -> frozenset[str]:
        """The roles of the grants."""
        return frozenset(grant.role for grant in self.grants)


Who = User | AnonymousUser | Actor | Reach


def reach_of(who: Who, *, on: date) -> Reach:
    """Return the grants in force on the date of a member of staff, a seat or a job.

    One statement, or none for a Reach of that date and for a person whose grants of that date
    were read with their session. Nobody, and a person whose account is closed, has no grants.
    """
    if isinstance(who, Reach):
        if who.on == on:
            return who
        who = who.actor or AnonymousUser()
    if isinstance(who, AnonymousUser):
        return Reach(None, on, ())
    if isinstance(who, User):
        return Reach(who.actor, on, _grants_of(who, on) if who.is_active else ())
    is_closed = who.kind == ActorKind.USER and not _is_active(who)
    return Reach(who, on, () if is_closed else _grants(who, on))


def _grants_of(person: User, on: date) -> tuple[HeldGrant, ...]:
    read = person.read_along
    return read.grants if read and read.on == on else _grants(person.actor, on)


def _grants(actor: Actor, on: date) -> tuple[HeldGrant, ...]:
    rows = Grant.objects.of(actor).in_force(on).order_by("pk").values_list(*HeldGrant._fields)
    return tuple(HeldGrant(*row) for row in rows)


def _is_active(actor: Actor) -> bool:
    return User.objects.filter(pk=actor.id, is_active=True).exists()


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
    scopes = reach_of(who, on=on).scopes(permission)
    if scopes.district:
        return Student.objects.all()
    ways: list[QuerySet[Student, int] | QuerySet[Enrollment, int]] = []
    if scopes.schools or scopes.regions:
        ways.append(_enrolled(scopes, permission, on))
    if scopes.students:
        ways.append(Student.objects.filter(pk__among=scopes.students).values_list("pk", flat=True))
    if not ways:
        return Student.objects.none()
    # A union and not an OR: an OR of two subqueries would read all students of the district.
    inside = ways[0].union(*ways[1:], all=True) if len(ways) > 1 else ways[0]
    return Student.objects.filter(pk__in=inside)


def about_reached(who: Who, permission: str, *, on: date) -> Q:
    """Return the condition on rows with a `student` that it is one of `students_for`.

    Over the whole district it is none: no student needs to be looked up to know of a row that it
    is about one.
    """
    reach = reach_of(who, on=on)
    if reach.scopes(permission).district:
        return Q()
    return Q(student__in=students_for(reach, permission, on=on))


def reached_by(who: Who, permission: str, *, on: date) -> Q:
    """Return the condition on rows with a `student` that the person reaches the student, as
    `students_for` has it.

    For rows that something else finds first, such as their owner: it looks at each of them.
    `students_for` finds the students, and rows by them.
    """
    reach = reach_of(who, on=on)
    if reach.scopes(permission).district:
        return Q()
    return Q(WithinReach("student", bounds=bounds_of(reach, permission, on=on)))


def bounds_of(who: Who, permission: str, *, on: date) -> dict[str, Any]:
    """Return the values of the fragment students/reached: whom the person may reach with the permission on the date."""
    scopes = reach_of(who, on=on).scopes(permission)
    return {
        "reach_all": scopes.district,
        "reach_students": scopes.named,
        "reach_schools": scopes.schools,
        "reach_regions": scopes.regions,
        "reach_on": on,
        "reach_since": on - timedelta(days=_tail(permission)),
    }


def schools_for(who: Who, permission: str, *, on: date) -> QuerySet[School]:
    """Return the schools that the person's grants with the permission cover, in no order.

    A grant for one student covers no school.
    """
    scopes = reach_of(who, on=on).scopes(permission)
    return School.objects.all() if scopes.district else _schools(scopes)


def covers(scope: Reach, permission: str, school: School) -> bool:
    """Return whether a grant with the permission covers this school. No statement."""
    found = scope.scopes(permission)
    return found.district or school.pk in found.schools or school.region_id in found.regions


def why(who: Who, student: Student, permission: str, *, on: date) -> list[int]:
    """Return the ids of the grants that open this student to the person with the permission.

    Empty means the door is shut. At most one statement more than `reach_of`.
    """
    return [grant.pk for grant in _opening(who, student, on) if grant.opens(permission)]


def permissions_on(who: Who, student: Student, *, on: date) -> frozenset[str]:
    """Return every permission that the person has over this one student on the date.

    For pages with parts of their own doors. At most one statement more than `reach_of`.
    """
    return frozenset[str]().union(*(way.permissions for way in _opening(who, student, on)))


def _opening(who: Who, student: Student, on: date) -> list[Way]:
    reach = reach_of(who, on=on)
    if student.pk not in reach.opened:
        by_place = any(grant.scope in (Scope.REGION, Scope.SCHOOL) for grant in reach.grants)
        places = _places(student, on) if by_place else []
        reach.opened[student.pk] = ways_of(reach.grants, student.pk, places)
    return reach.opened[student.pk]


def _places(student: Student, on: date) -> list[EnrolledPlace]:
    open_then = Enrollment.objects.open_on(on, tail=settings.ACCESS_TAIL_DAYS)
    rows = open_then.filter(student=student)
    return [
        EnrolledPlace(school, region, exit_date is not None and exit_date < on)
        for school, region, exit_date in rows.values_list(
            "school_id", "school__region_id", "exit_date"
        )
    ]


def _enrolled(scopes: Scopes, permission: str, on: date) -> QuerySet[Enrollment, int]:
    where = Q(school__in=_schools(scopes)) if scopes.regions else Q(school_id__in=scopes.schools)
    here = Enrollment.objects.open_on(on, tail=_tail(permission)).filter(where)
    return here.values_list("student_id", flat=True)


def _tail(permission: str) -> int:
    """Days for which a permission outlasts an enrollment."""
    return settings.ACCESS_TAIL_DAYS if is_reading(permission) else 0


def _schools(scopes: Scopes) -> QuerySet[School]:
    return School.objects.filter(Q(pk__in=scopes.schools) | Q(region_id__in=scopes.regions))


def _scopes_of(grants: list[HeldGrant]) -> Scopes:
    return Scopes(
        district=any(grant.scope == Scope.DISTRICT for grant in grants),
        regions=sorted({grant.region_id for grant in grants if grant.region_id is not None}),
        schools=sorted({grant.school_id for grant in grants if grant.school_id is not None}),
        students=sorted({grant.student_id for grant in grants if grant.student_id is not None}),
    )

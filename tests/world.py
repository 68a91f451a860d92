"""A small district and its people, by name, so that a test reads as a sentence.

Two regions; Oak and Elm in the north, Pine in the south. Ana and Ben go to Oak, Cleo to Elm,
Dov to Pine. Eve left Oak ten days ago for Pine; Finn left Oak forty days ago and went nowhere.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.test import Client

from accounts.choices import Role, Scope
from accounts.models import User
from students.models import Enrollment, Region, School, Student
from tests.factories import (
    TODAY,
    EnrollmentFactory,
    GrantFactory,
    RegionFactory,
    SchoolFactory,
    StudentFactory,
    UserFactory,
)

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@dataclass(frozen=True)
class District:
    north: Region
    south: Region
    oak: School
    elm: School
    pine: School
    ana: Student
    ben: Student
    cleo: Student
    dov: Student
    eve: Student
    finn: Student


@dataclass(frozen=True)
class Person:
    """A member of staff and their signed-in browser."""

    user: User
    client: Client


def make_district() -> District:
    """Make it in a few statements: most tests begin with it."""
    north, south = Region.objects.bulk_create(
        [RegionFactory.build(name="North"), RegionFactory.build(name="South")]
    )
    oak, elm, pine = School.objects.bulk_create(
        SchoolFactory.build(name=name, region=region)
        for name, region in (("Oak", north), ("Elm", north), ("Pine", south))
    )
    homes = {"ana": oak, "ben": oak, "cleo": elm, "dov": pine, "eve": pine, "finn": None}
    made = Student.objects.bulk_create(
        StudentFactory.build(first_name=name.title(), last_name="Ito") for name in homes
    )
    students = dict(zip(homes, made, strict=True))
    Enrollment.objects.bulk_create(
        [
            *(
                EnrollmentFactory.build(student=students[name], school=school)
                for name, school in homes.items()
                if school and name != "eve"
            ),
            *moved(students["eve"], oak, days_ago=10, to=pine),
            *moved(students["finn"], oak, days_ago=40),
        ]
    )
    return District(north, south, oak, elm, pine, **students)


def moved(
    student: Student, school: School, *, days_ago: int, to: School | None = None
) -> list[Enrollment]:
    """A time at a school that ended `days_ago` (the last day there) and the next; in no database."""
    last = TODAY - timedelta(days=days_ago)
    left = EnrollmentFactory.build(student=student, school=school, exit_date=last)
    if to is None:
        return [left]
    begun = last + timedelta(days=1)
    return [left, EnrollmentFactory.build(student=student, school=to, entry_date=begun)]


def move(student: Student, school: School, *, days_ago: int, to: School | None = None) -> None:
    """End the student's time at a school `days_ago` (the last day there) and begin the next."""
    Enrollment.objects.bulk_create(moved(student, school, days_ago=days_ago, to=to))


def hire(
    role: Role,
    place: Region | School | Student | None = None,
    *,
    to: User | None = None,
    name: str = "",
    **grant: object,
) -> User:
    """Return a new member of staff with one grant: over the place, or the whole district."""
    to = to or (UserFactory(name=name) if name else UserFactory())
    kinds = {Region: Scope.REGION, School: Scope.SCHOOL, Student: Scope.STUDENT}
    scope = kinds.get(type(place), Scope.DISTRICT)
    where = {str(scope): place} if place else {}
    GrantFactory(to=to, role=role, scope=scope, **where, **grant)
    return to


def sign_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


def person(user: User | None = None) -> Person:
    user = user or UserFactory()
    return Person(user, sign_in(user))

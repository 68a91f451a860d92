"""Schools, and how many of their students are in each state."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Lower

from accounts.access import Reach
from attendance.choices import Band
from attendance.models import Standing
from attendance.queries.states import STATE, STATES
from students.models import Enrollment, School
from students.queries import words_of
from students.rules import school_year_of

ANY_CHRONIC = "chronic"
CHRONIC = [Band.MODERATE, Band.SEVERE]


@dataclass(frozen=True)
class SchoolCount:
    """One school with its judged students by state; `chronic` are absent on 10% or more."""

    pk: int
    name: str
    level: str
    region: str
    students: int
    states: dict[str, int]
    chronic: int


def schools_named(schools: QuerySet[School], text: str) -> QuerySet[School]:
    """Return the schools whose name holds each word, by name."""
    for word in words_of(text):
        schools = schools.filter(name__unaccent__icontains=word)
    return schools.select_related("region").order_by(Lower("name"), "pk")


def count_schools(scope: Reach, schools: Iterable[School]) -> list[SchoolCount]:
    """Return the counts of the schools given, in their order. One statement."""
    schools = list(schools)
    rows = (
        judged_at(scope, [school.pk for school in schools])
        .values("school_id")
        .annotate(
            students=Count("student"),
            chronic=Count("student", filter=Q(band__in=CHRONIC)),
            **{f"in_{state}": Count("student", filter=Q(state=state)) for state in STATES},
        )
        .order_by("school_id")
    )
    found: dict[int, Any] = {row["school_id"]: row for row in rows} if schools else {}
    return [_school(school, found.get(school.pk, {})) for school in schools]


def _school(school: School, row: dict[str, int]) -> SchoolCount:
    return SchoolCount(
        pk=school.pk,
        name=school.name,
        level=school.get_level_display(),
        region=school.region.name if school.region else "",
        students=row.get("students", 0),
        states={state: row.get(f"in_{state}", 0) for state in STATES},
        chronic=row.get("chronic", 0),
    )


def judged_at(scope: Reach, schools: Sequence[int]) -> QuerySet[Standing]:
    """Return this year's standings of who goes to the schools now, with `state` annotated.

    The caller has the schools from `schools_for`: whoever reaches a school reaches those who
    are enrolled there on the day. A standing alone would not do, it may be older than a move.
    """
    return Standing.objects.filter(
        school__in=schools,
        school_year=school_year_of(scope.on),
        is_enrolled=True,
        student__in=enrolled_at(schools, scope.on).values("student"),
    ).annotate(state=STATE)


def enrolled_at(schools: Sequence[int], on: date) -> QuerySet[Enrollment]:
    """Return the enrollments that are open on the date."""
    return Enrollment.objects.open_on(on).filter(school__in=schools)

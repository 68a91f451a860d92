"""Schools, and how many of their students are in each state."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from accounts.access import Reach
from attendance.choices import Band
from attendance.queries.states import WAITS, known_states
from core import sql
from law.queries import pack_in_force
from students.models import Enrollment, School
from students.queries import words_of
from students.rules import school_year_of
from students.rules.names import by_name

ANY_CHRONIC = "chronic"
CHRONIC = [Band.MODERATE, Band.SEVERE]
COUNTS = sql.statement(__file__, "schools")


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
        schools = schools.filter(search_key__contains=word)
    return schools.select_related("region").order_by(*by_name())


def count_schools(scope: Reach, schools: Iterable[School]) -> list[SchoolCount]:
    """Return the counts of the schools given, in their order. One statement.

    The caller has the schools from `schools_for`.
    """
    schools = list(schools)
    values = {
        "schools": [school.pk for school in schools],
        "year": school_year_of(scope.on),
        "on": scope.on,
        "chronic": [band.value for band in CHRONIC],
        "waits": WAITS,
    }
    found: dict[int, list[dict[str, Any]]] = {school.pk: [] for school in schools}
    for row in sql.rows(COUNTS, values) if schools else []:
        found[row["school_id"]].append(row)
    known = known_states(pack_in_force(scope.on)) if schools else {}
    return [_school(school, found[school.pk], known) for school in schools]


def _school(school: School, rows: list[dict[str, Any]], known: Iterable[str]) -> SchoolCount:
    counts = dict.fromkeys(known, 0)
    for row in rows:
        counts[row["state"]] = counts.get(row["state"], 0) + row["students"]
    return SchoolCount(
        pk=school.pk,
        name=school.name,
        level=school.get_level_display(),
        region=school.region.name if school.region else "",
        students=sum(counts.values()),
        states=counts,
        chronic=sum(row["students"] for row in rows if row["is_chronic"]),
    )


def enrolled_at(schools: Sequence[int], on: date) -> QuerySet[Enrollment]:
    """Return the enrollments that are open on the date."""
    return Enrollment.objects.open_on(on).filter(school__in=schools)

"""Schools, and how many of their students are in each state."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import QuerySet

from accounts.access import Reach
from accounts.choices import Permission
from attendance.choices import Band
from attendance.queries.states import WAITS, known_states
from core import sql
from law.queries import pack_in_force
from students.choices import SchoolLevel
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


def count_schools(scope: Reach, schools: Collection[School]) -> list[SchoolCount]:
    """Return the counts of the schools given, by name. One statement.

    The caller has the schools from `schools_for`.
    """
    keys = [school.pk for school in schools]
    if not keys:
        return []
    return _counted(scope, all_schools=False, schools=keys, regions=[], most=len(keys))


def schools_within(scope: Reach, *, most: int) -> list[SchoolCount] | None:
    """Return the counts of the schools whose attendance the person reads, by name; None of more
    than `most`. One statement, none for whoever reads no school's.
    """
    scopes = scope.scopes(Permission.ATTENDANCE_READ)
    if not (scopes.district or scopes.schools or scopes.regions):
        return []
    found = _counted(
        scope,
        all_schools=scopes.district,
        schools=scopes.schools,
        regions=scopes.regions,
        most=most,
    )
    return found if len(found) <= most else None


def _counted(scope: Reach, **which: Any) -> list[SchoolCount]:
    values = {
        **which,
        "year": school_year_of(scope.on),
        "on": scope.on,
        "chronic": [band.value for band in CHRONIC],
        "waits": WAITS,
    }
    known = known_states(pack_in_force(scope.on))
    by_school = groupby(sql.rows(COUNTS, values), lambda row: row["pk"])
    return [_school(list(rows), known) for _, rows in by_school]


def _school(rows: list[dict[str, Any]], known: Iterable[str]) -> SchoolCount:
    school, counted = rows[0], [row for row in rows if row["students"]]
    counts = dict.fromkeys(known, 0)
    for row in counted:
        counts[row["state"]] = counts.get(row["state"], 0) + row["students"]
    return SchoolCount(
        pk=school["pk"],
        name=school["name"],
        level=SchoolLevel(school["level"]).label,
        region=school["region"],
        students=sum(counts.values()),
        states=counts,
        chronic=sum(row["students"] for row in counted if row["is_chronic"]),
    )


def enrolled_at(schools: Sequence[int], on: date) -> QuerySet[Enrollment]:
    """Return the enrollments that are open on the date."""
    return Enrollment.objects.open_on(on).filter(school__in=schools)

"""Schools and their students: how many in each state, and who."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Coalesce, Lower, NullIf

from accounts.access import Reach
from attendance.choices import Band, Tier
from attendance.models import Standing
from desk.queries.states import STATE, STATES
from desk.queries.words import with_words, words_of
from students.models import Enrollment, School, Student
from students.rules import school_year_of

MOST_NAMED = 50
GROUPED = ("state", "band", "tier", "grade")
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


@dataclass(frozen=True)
class Facet:
    """One value of a filter: how many students it leaves with every other filter as it is."""

    value: str
    label: str
    count: int


@dataclass(frozen=True)
class Facets:
    shown: int
    states: list[Facet]
    bands: list[Facet]
    tiers: list[Facet]
    grades: list[str]


@dataclass(frozen=True)
class Waiting:
    """Students enrolled at a school but not judged there yet, the first by name."""

    students: list[Student]
    has_more: bool


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
    is_open = Q(exit_date=None) | Q(exit_date__gte=on)
    return Enrollment.objects.filter(is_open, school__in=schools, entry_date__lte=on)


def facets_of(rows: QuerySet[Standing], asked: Mapping[str, str]) -> Facets:
    """Return how many students each value of each filter shows, the other filters as they are.

    `rows` are narrowed to the name already; `asked` holds the values set for the filters by
    group: state, band, tier, grade. One statement, a group for each mixture that occurs.
    """
    groups = list(rows.values(*GROUPED).annotate(students=Count("student")).order_by(*GROUPED))
    values = {"state": STATES, "band": dict(Band.choices), "tier": dict(Tier.choices)}
    counted = {
        name: [
            Facet(value, str(label), _sum(groups, {**asked, name: value}))
            for value, label in labels.items()
        ]
        for name, labels in values.items()
    }
    return Facets(
        shown=_sum(groups, asked),
        states=counted["state"],
        bands=counted["band"],
        tiers=counted["tier"],
        grades=sorted({group["grade"] for group in groups if group["grade"]}, key=grade_place),
    )


def _sum(groups: Iterable[Mapping[str, Any]], asked: Mapping[str, str]) -> int:
    wanted = {name: CHRONIC if value == ANY_CHRONIC else [value] for name, value in asked.items()}
    return sum(
        group["students"]
        for group in groups
        if all(group[name] in values for name, values in wanted.items())
    )


def grade_place(grade: str) -> tuple[int, str]:
    """Return where a grade stands: TK, K, 1 to 12, then whatever else the SIS writes."""
    early = {"TK": -1, "K": 0, "KN": 0}
    if grade.upper() in early:
        return (early[grade.upper()], grade)
    return (int(grade), grade) if grade.isdecimal() else (99, grade)


def waiting_at(scope: Reach, school: School) -> Waiting:
    """Return who is enrolled at the school today and not judged there this year, by name.

    One statement where it is nobody, as on most days; else two.
    """
    judged = Standing.objects.filter(school=school, school_year=school_year_of(scope.on))
    here = enrolled_at([school.pk], scope.on).exclude(student__in=judged.values("student"))
    # Whole, not the first few: a limit has the planner walk every student's enrollments in order.
    found = sorted(set(here.values_list("student_id", flat=True)))
    names = Student.objects.filter(pk__in=found[:MOST_NAMED])
    by_name = list(names.order_by("last_name", "first_name", "pk")) if found else []
    return Waiting(by_name, has_more=len(found) > MOST_NAMED)


def named(text: str) -> Q:
    """Return the condition on standings that the student has each word in a name."""
    return with_words(words_of(text), "student__search_key")


def with_names(rows: QuerySet[Standing]) -> QuerySet[Standing]:
    """Return the standings with their students, and `share`, absent days in 10,000 enrolled."""
    share = F("days_absent") * 10_000 / NullIf(F("days_enrolled"), 0)
    # Prefetched, so that sorting thousands does not join thousands.
    return rows.prefetch_related("student").annotate(share=Coalesce(share, 0))

"""Schools and their students: how many in each state, and who."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce, Lower, NullIf

from accounts.access import Reach, students_for
from accounts.choices import Permission
from attendance.choices import Band, Tier
from attendance.models import Standing
from desk.queries.states import STATE, STATES
from desk.queries.words import with_words, words_of
from students.models import Enrollment, School, Student
from students.rules import school_year_of

MOST_NAMED = 50
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
    judged: int
    states: list[Facet]
    bands: list[Facet]
    tiers: list[Facet]
    grades: list[str]


@dataclass(frozen=True)
class Waiting:
    """Students enrolled but not judged yet, the first by name."""

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

    Only of students within reach: a standing may be older than a move.
    """
    within = students_for(scope, Permission.ATTENDANCE_READ, on=scope.on)
    return Standing.objects.filter(
        school__in=schools,
        school_year=school_year_of(scope.on),
        is_enrolled=True,
        student__in=within,
    ).annotate(state=STATE)


def facets_of(rows: QuerySet[Standing], chosen: dict[str, Q]) -> Facets:
    """Return the counts of each filter's values. `chosen` holds the filters that are set, by
    name: state, band, tier, grade, q. One statement.
    """
    counts = {
        f"{name}_{value}": Count("student", filter=_but(name, chosen) & Q(**{name: value}))
        for name, values in {"state": STATES, "band": Band.values, "tier": Tier.values}.items()
        for value in values
    }
    row = rows.aggregate(
        judged=Count("student"),
        shown=Count("student", filter=_but("", chosen)),
        grades=ArrayAgg("grade", distinct=True, default=Value([]), filter=~Q(grade="")),
        **counts,
    )
    return Facets(
        shown=row["shown"],
        judged=row["judged"],
        states=[Facet(s, words, row[f"state_{s}"]) for s, words in STATES.items()],
        bands=[Facet(b.value, str(b.label), row[f"band_{b}"]) for b in Band],
        tiers=[Facet(t.value, str(t.label), row[f"tier_{t}"]) for t in Tier],
        grades=sorted(row["grades"], key=grade_place),
    )


def _but(name: str, chosen: dict[str, Q]) -> Q:
    """Every chosen condition but the one of this name; true when there is none."""
    condition = Q(student__isnull=False)
    for other, wanted in chosen.items():
        if other != name:
            condition &= wanted
    return condition


def grade_place(grade: str) -> tuple[int, str]:
    """Return where a grade stands: TK, K, 1 to 12, then whatever else the SIS writes."""
    early = {"TK": -1, "K": 0, "KN": 0}
    if grade.upper() in early:
        return (early[grade.upper()], grade)
    return (int(grade), grade) if grade.isdecimal() else (99, grade)


def waiting_at(scope: Reach, school: School) -> Waiting:
    """Return who is enrolled at the school today without a standing this year. One statement."""
    judged = Standing.objects.filter(
        student=OuterRef("student"), school_year=school_year_of(scope.on)
    )
    here = Enrollment.objects.filter(
        ~Exists(judged),
        Q(exit_date=None) | Q(exit_date__gte=scope.on),
        school=school,
        entry_date__lte=scope.on,
    )
    names = list(
        Student.objects.filter(pk__in=here.values("student")).order_by(
            "last_name", "first_name", "pk"
        )[: MOST_NAMED + 1]
    )
    return Waiting(names[:MOST_NAMED], has_more=len(names) > MOST_NAMED)


def named(text: str) -> Q:
    """Return the condition on standings that the student has each word in a name."""
    return with_words(words_of(text), "student__search_key")


def with_names(rows: QuerySet[Standing]) -> QuerySet[Standing]:
    """Return the standings with their students, and `share`, absent days in 10,000 enrolled."""
    share = F("days_absent") * 10_000 / NullIf(F("days_enrolled"), 0)
    return rows.select_related("student").annotate(share=Coalesce(share, 0))

"""A school's students as a list: who, in which order, and how many by each filter."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.utils.functional import cached_property

from accounts.access import Reach, covers
from accounts.choices import Permission
from attendance.choices import Tier
from attendance.queries.states import WAITS, bands, known_states, state_of
from core import sql
from desk.queries.schools import ANY_CHRONIC, CHRONIC, enrolled_at
from law.queries import pack_in_force
from students.models import School, Student
from students.queries import known_as
from students.rules import first_day_of, listed_name, name_and_id, school_year_of
from students.rules.names import by_name

PER_PAGE = 40
ORDER = "-counted"  # of those who choose none: whoever has most counted days comes first
LAST_PAGE = 100_000  # of no school; a larger number fits no column of the database
MOST_NAMED = 50
Labels = tuple[Mapping[str, str], ...]
ORDERS = ("name", "absent", "counted")
GROUPED = ("state", "band", "tier", "grade")
SQL = sql.statement(__file__, "roster")


@dataclass(frozen=True)
class RosterQuery:
    """What a viewer asks of the list. `asked` holds the values set for the filters by group.

    `order` is one of ORDERS, with a hyphen for the other way round.
    """

    text: str
    asked: Mapping[str, str]
    order: str
    page: int


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


class Line(NamedTuple):
    """One student of the list, with this year's standing, and whether a report of it waits for a
    decision. `reached_on` is the last day on which a person was reached, which is there to be told
    only if `tells_reached`.
    """

    student_id: int
    sis_id: str
    name: str
    grade: str
    state: str
    band: str
    tier: str
    days_absent: int
    days_enrolled: int
    counted_days: int
    pending_days: int
    waits: bool
    absent_now: int
    tells_reached: bool
    reached_on: date | None

    @property
    def name_and_id(self) -> str:
        return name_and_id(self.name, self.sis_id)


class RosterRow(NamedTuple):
    """One student of the page as the statement gives them."""

    student_id: int
    sis_id: str
    first_name: str
    last_name: str
    grade: str
    status: str
    reports_due: int
    reports_filed: int
    band: str
    tier: str
    days_absent: int
    days_enrolled: int
    counted_days: int
    pending_days: int
    absent_now: int
    reached_on: str | None
    waits: bool


@dataclass(frozen=True)
class NotJudged:
    """Students enrolled at a school but not judged there yet, the first by name."""

    students: list[Student]
    has_more: bool


@dataclass(frozen=True)
class Roster:
    """One page of a school's students. A page past the end is the last one."""

    facets: Facets
    lines: list[Line]
    waiting: NotJudged

    @cached_property
    def student_ids(self) -> list[int]:
        """Everybody whom the page names."""
        waiting = (student.pk for student in self.waiting.students)
        return [*(line.student_id for line in self.lines), *waiting]


def roster_of(scope: Reach, school: School, query: RosterQuery) -> Roster:
    """Return who goes to the school now and is judged there, and who is not judged yet.

    The caller has the school from `schools_for`: whoever reaches a school reaches those who are
    enrolled there on the day. One statement; one more for a name, and for who waits.
    """
    found = _read(scope, school, query)
    tells_reached = covers(scope, Permission.CASE_READ, school)
    return Roster(
        facets=_facets(found["mixtures"], _wanted(query.asked), _labels(scope.on)),
        lines=[_line(RosterRow._make(row), tells_reached=tells_reached) for row in found["page"]],
        waiting=_waiting(found["waiting"]),
    )


def _read(scope: Reach, school: School, query: RosterQuery) -> dict[str, Any]:
    wanted = _wanted(query.asked)
    values = {
        "school": school.pk,
        "today": scope.on,
        "school_year": school_year_of(scope.on),
        "first_day": first_day_of(school_year_of(scope.on)),
        "waits": WAITS,
        "reads_cases": covers(scope, Permission.CASE_READ, school),
        "everybody": not query.text,
        "named": _named(scope, school, query.text) if query.text else [],
        **{name: wanted.get(name) for name in GROUPED},
        "page": min(query.page, LAST_PAGE),
        "per_page": PER_PAGE,
        **{f"by_{name}": query.order == name for name in ORDERS if name != "name"},
        **{f"by_{name}_backwards": query.order == f"-{name}" for name in ORDERS},
    }
    [found] = sql.rows(SQL, values)
    return found


def _named(scope: Reach, school: School, text: str) -> list[int]:
    """Return the students of the school that somebody would know by the text."""
    here = enrolled_at([school.pk], scope.on).values("student")
    found = Student.objects.filter(known_as(text), pk__in=here)
    return list(found.values_list("pk", flat=True))


def _wanted(asked: Mapping[str, str]) -> dict[str, list[str]]:
    return {name: [*CHRONIC] if value == ANY_CHRONIC else [value] for name, value in asked.items()}


def _labels(on: date) -> Labels:
    """Return the words of states, bands and tiers: in the order of GROUPED, of which a grade is its
    own label.
    """
    pack = pack_in_force(on)
    return (known_states(pack), bands(pack), dict(Tier.choices))


def _facets(
    mixtures: Sequence[Sequence[Any]], wanted: Mapping[str, list[str]], labels: Labels
) -> Facets:
    """Return the counts by value. A mixture counts for a filter that alone shuts it out."""
    allowed = [(place, wanted[name]) for place, name in enumerate(GROUPED) if name in wanted]
    counts: list[dict[str, int]] = [defaultdict(int) for _ in GROUPED]
    shown = 0
    for mixture in mixtures:
        students = mixture[-1]
        unmet = [place for place, values in allowed if mixture[place] not in values]
        if not unmet:
            shown += students
        for place in (unmet or range(len(GROUPED))) if len(unmet) < 2 else ():
            counts[place][mixture[place]] += students
    by_state, by_band, by_tier = (
        [Facet(value, label, count[value]) for value, label in words.items()]
        for words, count in zip(labels, counts, strict=False)
    )
    return Facets(
        shown=shown,
        states=by_state,
        bands=by_band,
        tiers=by_tier,
        grades=sorted({grade for *_, grade, _ in mixtures if grade}, key=grade_place),
    )


def grade_place(grade: str) -> tuple[int, str]:
    """Return where a grade stands: TK, K, 1 to 12, then whatever else the SIS writes."""
    early = {"TK": -1, "K": 0, "KN": 0}
    if grade.upper() in early:
        return (early[grade.upper()], grade)
    return (int(grade), grade) if grade.isdecimal() else (99, grade)


def _line(row: RosterRow, *, tells_reached: bool) -> Line:
    return Line(
        student_id=row.student_id,
        sis_id=row.sis_id,
        name=listed_name(row.last_name, row.first_name),
        grade=row.grade,
        state=state_of(row.status, reports_due=row.reports_due, reports_filed=row.reports_filed),
        band=row.band,
        tier=row.tier,
        days_absent=row.days_absent,
        days_enrolled=row.days_enrolled,
        counted_days=row.counted_days,
        pending_days=row.pending_days,
        waits=row.waits,
        absent_now=row.absent_now,
        tells_reached=tells_reached,
        reached_on=date.fromisoformat(row.reached_on) if row.reached_on else None,
    )


def _waiting(keys: Sequence[int]) -> NotJudged:
    names = Student.objects.filter(pk__in=keys[:MOST_NAMED])
    first = list(names.order_by(*by_name())) if keys else []
    return NotJudged(first, has_more=len(keys) > MOST_NAMED)

"""What is missing or doubtful in the records: of one school as it is now, of all as last counted."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db.models import QuerySet

from accounts.access import Reach, covers, schools_for
from core.doubts import RecordDoubt
from desk.queries.measures import BY_KEY, MEASURES, Measure
from desk.registry import DOUBTS
from sis.models import DoubtCount
from students.models import School, Student
from students.rules.names import by_name, place_by_name

AT_ONCE = 40  # schools that are counted together
TREND = timedelta(weeks=4)
MOST_NAMED = 3  # measures that the line of a school names


@dataclass(frozen=True)
class Found:
    """How many a measure finds, and how many it found four weeks before the last count."""

    measure: Measure
    count: int
    before: int | None = None

    @property
    def points(self) -> int:
        return self.count * self.measure.points

    @property
    def fewer(self) -> int:
        return (self.before or 0) - self.count

    @property
    def change(self) -> int | None:
        return None if self.before is None else self.count - self.before


@dataclass(frozen=True)
class SchoolQuality:
    """What is found at a school, the worst cost first; `fine` are measures that find nothing."""

    found: list[Found]
    fine: list[Measure]


class Named(NamedTuple):
    """One of those a measure finds, with what it found."""

    student: Student
    why: str


@dataclass(frozen=True)
class SchoolLine:
    """A school in the list of all: what costs most there, and the points of all that is found."""

    school: School
    found: list[Found]
    points: int


@dataclass(frozen=True)
class Overview:
    """All schools that somebody reaches, the worst first, and what is found in all of them.
    `counted_at` is None where nobody counted yet.
    """

    totals: list[Found]
    schools: list[SchoolLine]
    counted_at: datetime | None


def doubts_at(schools: Sequence[int], *, on: date, of: str = "") -> Iterator[RecordDoubt]:
    """Yield what is missing or doubtful at these schools, however many rooms look; or what one
    measure finds.
    """
    for keys, find in DOUBTS:
        if not of or of in keys:
            yield from (one for one in find(schools, on) if not of or one.key == of)


def measures_for(scope: Reach, school: School) -> list[Measure]:
    """Return what the person may know of a school. A statement for each of three permissions."""
    needed = {need for one in MEASURES for need in one.needs}
    held = {need for need in sorted(needed) if covers(scope, need, school)}
    return [one for one in MEASURES if held.issuperset(one.needs)]


def quality_of(scope: Reach, school: School) -> SchoolQuality:
    """Return what is found at a school now, of what the person may know."""
    counts = Counter(doubt.key for doubt in doubts_at([school.pk], on=scope.on))
    before = _before([school.pk]).get(school.pk)
    known = measures_for(scope, school)
    found = [
        Found(one, counts[one.key], before.get(one.key, 0) if before else None)
        for one in known
        if counts[one.key]
    ]
    return SchoolQuality(_worst_first(found), [one for one in known if not counts[one.key]])


def named_by(measure: Measure, school: School, *, on: date) -> list[Named]:
    """Return those whom a measure finds at a school, by name: as many as it counts."""
    found = list(doubts_at([school.pk], on=on, of=measure.key))
    students = Student.objects.in_bulk([one.student_id for one in found])
    named = [Named(students[one.student_id], one.why) for one in found]
    return sorted(named, key=lambda one: (*place_by_name(one.student), one.why))


def overview_of(scope: Reach, among: QuerySet[School]) -> Overview:
    """Return what was found at the last count at schools that the person reaches. Nine statements."""
    schools = list(among.select_related("region").order_by(*by_name()))
    newest = DoubtCount.objects.order_by("-week").values_list("week", "counted_at").first()
    if newest is None:
        return Overview([], [], None)
    week, counted_at = newest
    allowed = _allowed(scope)
    keys = [school.pk for school in schools]
    now, before = _counts(keys, week, allowed), _counts(keys, week - TREND, allowed)
    lines = [_line(school, now.get(school.pk, {})) for school in schools]
    lines.sort(key=lambda line: -line.points)  # within the order by name
    return Overview(_totals(now, before), [line for line in lines if line.points], counted_at)


def _worst_first(found: Sequence[Found]) -> list[Found]:
    return sorted(found, key=lambda one: (-one.points, -one.measure.points, one.measure.key))


def _line(school: School, counts: Mapping[str, int]) -> SchoolLine:
    found = [Found(BY_KEY[key], count) for key, count in counts.items() if count]
    return SchoolLine(school, _worst_first(found)[:MOST_NAMED], sum(one.points for one in found))


def _totals(
    now: Mapping[int, Mapping[str, int]], before: Mapping[int, Mapping[str, int]]
) -> list[Found]:
    counts, earlier = Counter[str](), Counter[str]()
    for of_school, total in ((now, counts), (before, earlier)):
        for found in of_school.values():
            total.update(found)
    return _worst_first(
        [
            Found(BY_KEY[key], count, earlier[key] if before else None)
            for key, count in counts.items()
            if count
        ]
    )


def _allowed(scope: Reach) -> dict[str, set[int]]:
    """Return by measure the schools of which the person may know it. A statement for each of three
    permissions.
    """
    needed = sorted({need for one in MEASURES for need in one.needs})
    reached = {
        need: set(schools_for(scope, need, on=scope.on).values_list("pk", flat=True))
        for need in needed
    }
    return {one.key: set.intersection(*(reached[need] for need in one.needs)) for one in MEASURES}


def _counts(
    schools: Sequence[int], week: date, allowed: Mapping[str, set[int]]
) -> dict[int, dict[str, int]]:
    rows = DoubtCount.objects.filter(week=week, school__in=schools)
    found: dict[int, dict[str, int]] = {}
    for school, key, count in rows.values_list("school_id", "key", "found"):
        if school in allowed.get(key, ()):
            found.setdefault(school, {})[key] = count
    return found


def _before(schools: Sequence[int]) -> dict[int, dict[str, int]]:
    """Return what was found four weeks before the last count."""
    newest = DoubtCount.objects.order_by("-week").values_list("week", flat=True).first()
    everywhere = {one.key: set(schools) for one in MEASURES}
    return _counts(schools, newest - TREND, everywhere) if newest else {}


def count_doubts(on: date) -> Iterator[dict[tuple[int, str], int]]:
    """Yield how many each measure finds at each school, some schools at a time."""
    schools = list(School.objects.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(schools), AT_ONCE):
        some = schools[start : start + AT_ONCE]
        found = Counter((one.school_id, one.key) for one in doubts_at(some, on=on))
        yield {(pk, one.key): found[pk, one.key] for pk in some for one in MEASURES}

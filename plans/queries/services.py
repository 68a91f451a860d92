"""Services given: how often and how long, to one student by the week, and to the students of a school."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from typing import Any, NamedTuple

from django.db.models import Count, Exists, OuterRef, QuerySet, Sum
from django.db.models.functions import TruncWeek

from accounts.access import Who, bounds_of
from accounts.choices import Permission
from core import sql
from core.clock import monday_of
from law.packs import Practice
from plans.choices import Delivered, Here
from plans.models import Delivery, Presence, ServiceGiven
from students.models import School, Student
from students.rules.names import by_name

SERVED = sql.statement(__file__, "served")
WEEK = timedelta(days=7)
WEEKS_SHOWN = 4
UNSAID = "In own words"
TWELVE_WEEKS = 12 * WEEK
OF_A_WEEK = ("week", "times", "minutes_in_all")


class Given(NamedTuple):
    """How many times, and the minutes of those of which they are known."""

    times: int
    minutes: int

    def __add__(self, more: "Given") -> "Given":  # type: ignore[override] # a sum of both, as of numbers
        return Given(self.times + more.times, self.minutes + more.minutes)


NOTHING = Given(0, 0)


@dataclass(frozen=True)
class WeekOfService:
    """What a student was given in the week from a Monday."""

    week: date
    given: Given


@dataclass(frozen=True)
class ServedLine:
    """What one student was given, by what each kind is called."""

    student: Student
    kinds: Mapping[str, Given]

    @property
    def given(self) -> Given:
        return sum(self.kinds.values(), NOTHING)


def given_lately(student_id: int, *, on: date) -> list[ServiceGiven]:
    """Return the services of twelve weeks that no plan asked for, the latest first. One statement."""
    found = _without_a_plan(on - TWELVE_WEEKS, on).filter(student=student_id)
    return list(found.select_related("by").order_by("-on", "-pk"))


def weeks_of(student_id: int, *, on: date) -> list[WeekOfService]:
    """Return the last four weeks of a student, the latest first: what was done of plans and without one, and
    sessions of groups at which they were. One statement.
    """
    since = monday_of(on) - (WEEKS_SHOWN - 1) * WEEK
    found: dict[date, Given] = defaultdict(lambda: NOTHING)
    done = _done(since, on).filter(strategy__plan__student=student_id)
    there = _there(since, on).filter(student=student_id)
    without = _without_a_plan(since, on).filter(student=student_id)
    parts = (
        _counted(rows.annotate(week=TruncWeek(day)).values("week")).values_list(*OF_A_WEEK)
        for rows, day in ((done, "on"), (there, "session__on"), (without, "on"))
    )
    for week, times, minutes in reduce(lambda one, more: one.union(more, all=True), parts):
        found[week] += Given(times, minutes or 0)
    weeks = (monday_of(on) - n * WEEK for n in range(WEEKS_SHOWN))
    return [WeekOfService(week, found[week]) for week in weeks]


def served_at(
    who: Who, school: School, practice: Practice, *, since: date, on: date
) -> list[ServedLine]:
    """Return what students of a school within reach were given between two days, both included, by
    name. Two statements.
    """
    values = {
        **bounds_of(who, Permission.NOTE_WRITE, on=on),
        **sql.kinds(delivered=Delivered, here=Here),
        "school": school.pk,
        "since": since,
        "on": on,
    }
    kinds: dict[int, dict[str, Given]] = defaultdict(lambda: defaultdict(lambda: NOTHING))
    for student, part, service, code, *given in sql.tuples(SERVED, values):
        kinds[student][_called(practice, part, service, code)] += Given(*given)
    students = Student.objects.filter(pk__in=[*kinds]).order_by(*by_name())
    return [ServedLine(one, dict(sorted(kinds[one.pk].items()))) for one in students]


def _called(practice: Practice, part: str, service: str, code: str) -> str:
    """Return what is called that was given: by its kind of service, else by the pack's name of it."""
    intervention = practice.interventions.get(code)
    if part == "group":
        return f"Group: {intervention.name}" if intervention else "Group"
    kind = practice.services.get(service) or intervention
    return kind.name if kind else UNSAID


def totals_of(lines: Iterable[ServedLine]) -> list[tuple[str, Given]]:
    """Return what was given in all, by what each kind is called: that of most minutes first."""
    found: dict[str, Given] = defaultdict(lambda: NOTHING)
    for line in lines:
        for called, given in line.kinds.items():
            found[called] += given
    return sorted(found.items(), key=lambda one: (-one[1].minutes, -one[1].times, one[0]))


def _counted(rows: Any) -> Any:
    """Return the groups of rows, each with how many they are and their minutes together."""
    minutes = "session__minutes" if rows.model is Presence else "minutes"
    return rows.annotate(times=Count("pk"), minutes_in_all=Sum(minutes)).order_by()


def _done(since: date, on: date) -> QuerySet[Delivery]:
    """Return what was done of plans; a session of a group is counted where it is kept."""
    return Delivery.objects.filter(status=Delivered.DONE, session=None, on__range=(since, on))


def _without_a_plan(since: date, on: date) -> QuerySet[ServiceGiven]:
    return ServiceGiven.objects.filter(taken_back_at=None, on__range=(since, on))


def _there(since: date, on: date) -> QuerySet[Presence]:
    """Return who was at a session. Of a day of which the plan has a word of its own, that word counts."""
    said = Delivery.objects.filter(
        strategy__plan__student=OuterRef("student"),
        strategy__code=OuterRef("session__group__kind"),
        on=OuterRef("session__on"),
        session=None,
    )
    by_hand = Exists(said.exclude(status=Delivered.TAKEN_BACK))
    return Presence.objects.filter(
        ~by_hand,
        session__taken_back_at=None,
        here=Here.PRESENT,
        session__on__range=(since, on),
    )

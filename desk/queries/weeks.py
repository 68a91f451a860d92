"""Days missed by the week at the schools that somebody reads, as a chart and in a sentence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import F, Q, QuerySet, Sum
from django.db.models.expressions import CombinedExpression

from attendance.models import SchoolWeek, WeeksCounted
from attendance.queries.weeks import WeekCount, weeks_of
from core.charts import LineChart, Series, line
from core.clock import monday_of
from students.models import School
from students.rules import first_day_of, school_year_of
from students.rules.names import by_name

LATELY = 4  # weeks, held against as many before
MOST_RISING = 10
LEAST_DAYS = 200  # student-days in the weeks compared: of fewer, a share says nothing
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class SchoolTrend:
    """What a school missed of a hundred student-days in the last weeks, and in as many before."""

    school: School
    now: float
    before: float

    @property
    def rise(self) -> float:
        return round(self.now - self.before, 1)


@dataclass(frozen=True)
class Weeks:
    """The weeks of some schools together. `now` and `before` are the last weeks and as many before, None
    where nothing is known of them; `rising` are schools that miss more than before, the most first.
    """

    chart: LineChart | None
    now: WeekCount | None
    before: WeekCount | None
    rising: list[SchoolTrend]
    counted: WeeksCounted | None


def weeks_at(schools: QuerySet[School], *, on: date, is_one: bool = False) -> Weeks:
    """Return the weeks of these schools in the school year of a day, with those of the year before beside
    them where they are known. At most four statements.
    """
    year = school_year_of(on)
    counted = WeeksCounted.objects.filter(school_year=year).first()
    weeks, last_year = weeks_of(schools, year, year - 1)
    return Weeks(
        chart=_chart(weeks, last_year, year),
        now=_together(weeks[-LATELY:]),
        before=_together(weeks[-2 * LATELY : -LATELY]),
        rising=[] if is_one else _rising(schools, weeks, year),
        counted=counted,
    )


def _together(weeks: Sequence[WeekCount]) -> WeekCount | None:
    """Return some weeks as one, None for fewer than there should be."""
    if len(weeks) < LATELY:
        return None
    days, missed = (sum(getattr(one, name) for one in weeks) for name in ("days", "missed"))
    return WeekCount(weeks[0].week, days, missed)


def _chart(weeks: list[WeekCount], last_year: list[WeekCount], year: int) -> LineChart | None:
    if len(weeks) < 2:
        return None
    this = {one.week: one.percent for one in weeks}
    # The same week of the year before: as many weeks after that year's first.
    shift = monday_of(first_day_of(year)) - monday_of(first_day_of(year - 1))
    before = {one.week + shift: one.percent for one in last_year}
    first, last = weeks[0].week, max(weeks[-1].week, max(before, default=weeks[-1].week))
    all_weeks = [first + n * WEEK for n in range((last - first) // WEEK + 1)]
    series = [Series("This school year", [this.get(week) for week in all_weeks])]
    if before:
        series.append(Series("The year before", [before.get(week) for week in all_weeks]))
    return line(
        key="weeks",
        title="Days missed of a hundred, by the week",
        summary=_summary(weeks),
        labels=[f"{week:%b %-d}" for week in all_weeks],
        series=series,
        write=lambda value: f"{value:g}",
        include=[0],
        heading="Week from",
    )


def _summary(weeks: list[WeekCount]) -> str:
    worst, last = max(weeks, key=lambda one: one.percent), weeks[-1]
    return (
        f"{last.percent:g} of a hundred student-days were missed in the week of {last.week:%b %-d},"
        f" at most {worst.percent:g} in that of {worst.week:%b %-d}. Days on which a school took no"
        " attendance are left out."
    )


def _rising(schools: QuerySet[School], weeks: list[WeekCount], year: int) -> list[SchoolTrend]:
    if len(weeks) < 2 * LATELY:
        return []
    since, begins = weeks[-LATELY].week, weeks[-2 * LATELY].week
    now, before = Q(week__gte=since), Q(week__lt=since)
    rows = (
        SchoolWeek.objects.filter(school__in=schools, school_year=year, week__gte=begins)
        .values("school")
        .annotate(
            now_days=Sum("days", filter=now),
            now_missed=Sum("missed", filter=now),
            before_days=Sum("days", filter=before),
            before_missed=Sum("missed", filter=before),
        )
        .filter(now_days__gte=LEAST_DAYS, before_days__gte=LEAST_DAYS)
        .annotate(rise=_share("now") - _share("before"))
        .filter(rise__gt=0)
        .order_by("-rise", "school")[:MOST_RISING]
    )
    shares = {row["school"]: _shares(row) for row in rows}
    found = {key: (now, before) for key, (now, before) in shares.items() if now > before}
    named = School.objects.filter(pk__in=found).order_by(*by_name())
    return sorted(
        (SchoolTrend(school, *found[school.pk]) for school in named), key=lambda one: -one.rise
    )


def _share(name: str) -> CombinedExpression:
    return F(f"{name}_missed") * 1.0 / F(f"{name}_days")


def _shares(row: Mapping[str, Any]) -> tuple[float, float]:
    now, before = (
        WeekCount(date.min, row[f"{name}_days"], row[f"{name}_missed"]).percent
        for name in ("now", "before")
    )
    return now, before

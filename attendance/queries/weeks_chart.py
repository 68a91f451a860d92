"""Days missed by the week as a chart, with the year before beside it and a line at what was done."""

from collections.abc import Mapping, Sequence
from datetime import date

from attendance.rules.weeks import WEEK, WeekCount, shift
from core.charts import LineChart, Series, line


def chart_of(
    weeks: Sequence[WeekCount],
    last_year: Sequence[WeekCount],
    year: int,
    *,
    done: Mapping[date, str] | None = None,
) -> LineChart | None:
    """Return the weeks of a school year, those of the year before beside them, with a line at what was
    `done`, by the Monday of its week; None for fewer than two weeks.
    """
    if len(weeks) < 2:
        return None
    this = {one.week: one.percent for one in weeks}
    back = shift(year)
    before = {one.week + back: one.percent for one in last_year}
    first, last = weeks[0].week, max(weeks[-1].week, max(before, default=weeks[-1].week))
    all_weeks = [first + n * WEEK for n in range((last - first) // WEEK + 1)]
    there = {week: said for week, said in sorted((done or {}).items()) if week in all_weeks}
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
        marks={all_weeks.index(week): said for week, said in there.items()},
    )


def _summary(weeks: Sequence[WeekCount]) -> str:
    worst, last = max(weeks, key=lambda one: one.percent), weeks[-1]
    return (
        f"{last.percent:g} of a hundred student-days were missed in the week of {last.week:%b %-d},"
        f" at most {worst.percent:g} in that of {worst.week:%b %-d}. Days on which a school took no"
        " attendance are left out."
    )

"""Days missed by the week at the schools that somebody reads, as a chart and in a sentence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from accounts.access import Reach, bounds_of
from accounts.choices import Permission
from attendance.models import WeeksCounted
from attendance.queries.weeks_chart import chart_of
from attendance.rules.weeks import WeekCount
from core import sql
from core.charts import LineChart
from students.models import School
from students.rules import school_year_of

WEEKS = sql.statement(__file__, "weeks")
LATELY = 4  # weeks, held against as many before
MOST_RISING = 10
LEAST_DAYS = 200  # student-days in the weeks compared: of fewer, a share says nothing


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
    `regions` can be chosen among, each with its name.
    """

    chart: LineChart | None
    now: WeekCount | None
    before: WeekCount | None
    rising: list[SchoolTrend]
    regions: dict[int, str]
    counted: WeeksCounted | None


def weeks_of_school(school: int, *, on: date) -> Weeks:
    """Return the weeks of one school. One statement."""
    return _weeks(on, reach_all=False, reach_schools=[school], reach_regions=[], region=None)


def weeks_for(who: Reach, *, on: date, region: int | None = None) -> Weeks:
    """Return the weeks of all schools of which somebody reads attendance, or of those of a region, in the
    school year of a day, with those of the year before beside them where they are known. One statement.
    """
    return _weeks(on, **bounds_of(who, Permission.ATTENDANCE_READ, on=on), region=region)


def _weeks(on: date, **values: Any) -> Weeks:
    year = school_year_of(on)
    asked = {"year": year, "lately": LATELY, "least": LEAST_DAYS, "most": MOST_RISING}
    [found] = sql.rows(WEEKS, {**values, **asked})
    both: dict[int, list[WeekCount]] = {year: [], year - 1: []}
    for one, week, days, missed in found["weeks"]:
        both[one].append(WeekCount(date.fromisoformat(week), days, missed))
    weeks, counted = both[year], found["counted"]
    trends = [_trend(row) for row in found["rising"]]
    return Weeks(
        chart=chart_of(weeks, both[year - 1], year),
        now=_together(weeks[-LATELY:]),
        before=_together(weeks[-2 * LATELY : -LATELY]),
        rising=[one for one in trends if one.rise > 0],  # as it is said, to one decimal
        regions=dict(found["regions"]),
        counted=sql.made(WeeksCounted, counted) if counted else None,
    )


def _trend(row: Mapping[str, Any]) -> SchoolTrend:
    now, before = (
        WeekCount(date.min, row[f"{name}_days"], row[f"{name}_missed"]).percent
        for name in ("now", "before")
    )
    return SchoolTrend(sql.made(School, row), now, before)


def _together(weeks: Sequence[WeekCount]) -> WeekCount | None:
    """Return some weeks as one, None for fewer than there should be."""
    if len(weeks) < LATELY:
        return None
    days, missed = (sum(getattr(one, name) for one in weeks) for name in ("days", "missed"))
    return WeekCount(weeks[0].week, days, missed)

"""What came of a campaign: days missed around it, and whether its goal was met."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain

from attendance.queries.weeks import weeks_kept, weeks_of_grades
from attendance.queries.weeks_chart import chart_of
from attendance.rules.weeks import WEEK, WeekCount, shift
from core.charts import LineChart
from core.clock import monday_of
from law.queries import pack_in_force
from programs.models import Campaign
from programs.rules.effect import AROUND, Stretch, stretches
from students.rules import first_day_of, last_day_of, school_year_of


@dataclass(frozen=True)
class YearSeen:
    """The weeks of a school year with a line at each campaign, and how many people were reached in all."""

    chart: LineChart | None
    people: int


def effect_of(campaign: Campaign, *, on: date) -> list[Stretch]:
    """Return the weeks before it, of it and after it, beside the year before: of its grades as they are known
    now, of the whole school as they were counted last. Two statements.
    """
    year = school_year_of(campaign.starts_on)
    weeks = (
        _of_grades(campaign, year, on=on)
        if campaign.grades
        else list(chain(*weeks_kept(campaign.school_id, year=year).values()))
    )
    return stretches(campaign.starts_on, campaign.ends_on, weeks, until=on)


def _of_grades(campaign: Campaign, year: int, *, on: date) -> list[WeekCount]:
    found: list[WeekCount] = []
    first = monday_of(campaign.starts_on) - AROUND * WEEK
    last = monday_of(campaign.ends_on) + (AROUND + 1) * WEEK - timedelta(days=1)
    for back, of in ((timedelta(0), year), (shift(year), year - 1)):
        found += weeks_of_grades(
            campaign.school_id,
            campaign.grades,
            max(first - back, first_day_of(of)),
            min(last - back, last_day_of(of)),
            pack=pack_in_force(on),
            as_of=on,
        )
    return found


def year_seen(school: int, year: int, campaigns: Sequence[Campaign]) -> YearSeen:
    """Return the weeks of a school with what it did for all. One statement."""
    weeks = weeks_kept(school, year=year)
    done: dict[date, str] = {}
    for one in campaigns:
        if not one.is_off:
            week = monday_of(one.starts_on)
            done[week] = f"{done[week]}; {one.name}" if week in done else one.name
    people = sum(getattr(one, "people", None) or 0 for one in campaigns)
    return YearSeen(chart_of(weeks[year], weeks[year - 1], year, done=done), people)

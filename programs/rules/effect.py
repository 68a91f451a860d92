"""Days missed before, during and after something that a school did for all, beside the year before."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from attendance.rules.weeks import WEEK, WeekCount, shift
from core.clock import monday_of
from students.rules import school_year_of

AROUND = 4  # weeks before, and as many after
RUNS = "While it ran"
LEAST_DAYS = 200  # student-days: of fewer, a share says nothing


@dataclass(frozen=True)
class Stretch:
    """Some whole weeks together: of a hundred student-days so many were missed. `missed` is None where fewer
    than LEAST_DAYS are known; `before` is the same of as many weeks of the year before.
    """

    name: str
    first: date
    last: date
    missed: float | None
    before: float | None


def stretches(
    starts_on: date, ends_on: date, weeks: Sequence[WeekCount], *, until: date
) -> list[Stretch]:
    """Return the weeks before, the weeks of it and the weeks after, each that has begun by `until`.

    Weeks are whole, from Monday: those of it are all that it touches. `weeks` are of this year and the year
    before. The same week of the year before is as many weeks after that year's first.

    Source: product rule; before and after are weeks alike, and say nothing of a cause.
    """
    known, back = {one.week: one for one in weeks}, shift(school_year_of(starts_on))
    return [
        Stretch(
            name,
            begins,
            ends + timedelta(days=6),
            _share(known, begins, ends),
            _share(known, begins - back, ends - back),
        )
        for name, begins, ends in _parts(monday_of(starts_on), monday_of(ends_on))
        if begins <= until
    ]


def _parts(first: date, last: date) -> Iterator[tuple[str, date, date]]:
    """Yield each stretch with the Mondays of its first and its last week."""
    yield "Four weeks before", first - AROUND * WEEK, first - WEEK
    yield RUNS, first, last
    yield "Four weeks after", last + WEEK, last + AROUND * WEEK


def _share(known: dict[date, WeekCount], first: date, last: date) -> float | None:
    here = [one for week, one in known.items() if first <= week <= last]
    together = WeekCount(first, sum(one.days for one in here), sum(one.missed for one in here))
    return together.percent if together.days >= LEAST_DAYS else None


def goal_is_met(goal: int | None, found: Sequence[Stretch]) -> bool | None:
    """Return whether at most so many of a hundred were missed while it ran; None without a goal, or where it
    is not known.

    Source: product rule.
    """
    missed = next((one.missed for one in found if one.name == RUNS), None)
    return None if goal is None or missed is None else missed <= goal

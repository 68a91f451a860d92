"""What changed for a student around something that was done: the days missed before it and after."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from plans.rules.goals import Count, Days, count_of, within

WINDOW = 20  # school days on each side
YEAR = timedelta(weeks=52)  # the same weekdays of the year before


@dataclass(frozen=True)
class Change:
    """Days missed of the school days before a day and of those from it on; `a_year_ago` of the same
    weeks of the year before, None where they are not known. `is_whole` says whether both windows have
    as many days as they should.
    """

    before: Count
    after: Count
    a_year_ago: tuple[Count, Count] | None
    is_whole: bool


def change_around(days: Days, earlier: Days, begins: date) -> Change | None:
    """Return what changed around a day; None unless a day is known on either side of it. `days` are the
    school days around it as far as attendance is known, `earlier` those of the year before.

    Source: product rule, 20 school days before and after, held against the same weeks of the year before.
    """
    before = [one for one in days if one[0] < begins][-WINDOW:]
    after = [one for one in days if one[0] >= begins][:WINDOW]
    if not before or not after:
        return None
    return Change(
        before=count_of(before),
        after=count_of(after),
        a_year_ago=_a_year_ago(earlier, before, after),
        is_whole=len(before) == len(after) == WINDOW,
    )


def _a_year_ago(earlier: Days, before: Days, after: Days) -> tuple[Count, Count] | None:
    found = [_same_weeks(earlier, side) for side in (before, after)]
    return (found[0], found[1]) if all(one.days for one in found) else None


def _same_weeks(earlier: Days, side: Sequence[tuple[date, bool]]) -> Count:
    return count_of(within(earlier, side[0][0] - YEAR, side[-1][0] - YEAR))

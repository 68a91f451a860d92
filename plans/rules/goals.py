"""Goals in days: what a first goal is, how many days were missed, when a window ends."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from students.rules.calendar import SchoolCalendar

# School days with whether each was missed whole, the oldest first.
Days = Sequence[tuple[date, bool]]


@dataclass(frozen=True)
class Count:
    """Days missed, of how many school days of which attendance is known."""

    missed: int
    days: int


@dataclass(frozen=True)
class Goal:
    """To miss at most `missed` of `days` school days from `begins` to `until`; before, `baseline_missed`
    of `baseline_days` were. `review_on` is when it is looked at.
    """

    missed: int
    days: int
    begins: date
    until: date
    baseline_missed: int
    baseline_days: int
    review_on: date


def count_of(days: Days) -> Count:
    """Return how many of the days were missed.

    Source: product rule, a goal is said in days and never as a share alone.
    """
    return Count(sum(missed for _, missed in days), len(days))


def within(days: Days, first: date, last: date) -> Days:
    """Return the days from the first to the last, both included.

    Source: product rule, a window has both its ends.
    """
    return [one for one in days if first <= one[0] <= last]


def first_goal(missed: int, days: int, window: int) -> int:
    """Return how many days a student may miss in a window, who missed so many of as many days before:
    half as many, at least one. A goal is never that nobody falls ill.

    Source: practice, halve the days missed in the first window; awaits the district's review.
    """
    expected = missed * window // days if days else 0
    return max(1, expected // 2)


def last_of(calendar: SchoolCalendar, first: date, count: int) -> date:
    """Return the last of so many school days, the first of them on or after `first`.

    Source: product rule, a window is counted in school days.
    """
    *_, last = islice(_school_days(calendar, first), max(1, count))
    return last


def due_after(calendar: SchoolCalendar, day: date, count: int) -> date:
    """Return the day on which so many school days after another are over, all of them known by then.

    Source: product rule, a review looks at whole days: on the last of them nothing is known of it.
    """
    return after(calendar, day, count + 1)


def after(calendar: SchoolCalendar, day: date, count: int) -> date:
    """Return the day so many school days after another, which is not counted.

    Source: product rule, what falls due falls on a school day.
    """
    return last_of(calendar, day + timedelta(days=1), count)


def planned_days(
    days: Collection[date], weekdays: Collection[int], first: date, last: date
) -> list[date]:
    """Return the school days on which a strategy was to be done, both ends included; none for what is
    not done by the week.

    Source: product rule, planned against delivered.
    """
    return sorted(day for day in days if first <= day <= last and day.weekday() in weekdays)


def _school_days(calendar: SchoolCalendar, first: date) -> Iterator[date]:
    day = first
    while True:
        day = calendar.next_from(day)
        yield day
        day += timedelta(days=1)

"""A Californian school year: 180 school days from the second Thursday of August."""

from calendar import isleap
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from students.rules import first_day_of, last_day_of

SCHOOL_DAYS = 180
MONDAY, THURSDAY = 0, 3


@dataclass(frozen=True)
class Day:
    """One date: `ordinal` counts the school days of the year up to and including it."""

    date: date
    is_school_day: bool
    ordinal: int
    note: str


@dataclass(frozen=True)
class SchoolYear:
    """A school year named by its first calendar year. `closed` are days off of some schools."""

    start: int
    closed: frozenset[date] = frozenset()

    @property
    def first_school_day(self) -> date:
        return nth(self.start, 8, THURSDAY, 2)

    @cached_property
    def days(self) -> list[Day]:
        """Every date of 1 July to 30 June."""
        off, days, ordinal = holidays(self.start), [], 0
        for day in dates(first_day_of(self.start), last_day_of(self.start)):
            taught = self._is_taught(day, off, ordinal)
            ordinal += taught
            note = "" if taught else self._note(day, off)
            days.append(Day(day, taught, ordinal, note))
        return days

    def _is_taught(self, day: date, off: dict[date, str], ordinal: int) -> bool:
        in_term = day >= self.first_school_day and ordinal < SCHOOL_DAYS - len(self.closed)
        return in_term and day.weekday() < 5 and day not in off and day not in self.closed

    def _note(self, day: date, off: dict[date, str]) -> str:
        if day in self.closed:
            return "No school: building closed"
        return off.get(day, "")


def holidays(start: int) -> dict[date, str]:
    """Return the weekdays without school within the term, with their names."""
    september = nth(start, 9, MONDAY, 1)
    thanksgiving = nth(start, 11, THURSDAY, 4)
    winter = date(start + 1, 1, 1) + timedelta(days=-11)
    winter -= timedelta(days=winter.weekday())
    spring = date(start + 1, 3, 29) - timedelta(days=date(start + 1, 3, 29).weekday())
    named = {
        september: "Labor Day",
        september + timedelta(days=14): "No school",
        date(start, 11, 11): "Veterans Day",
        nth(start + 1, 1, MONDAY, 3): "Martin Luther King Jr. Day",
        nth(start + 1, 2, MONDAY, 3): "Presidents’ Day",
        date(start + 1, 5, 31) - timedelta(days=date(start + 1, 5, 31).weekday()): "Memorial Day",
    }
    named |= week(thanksgiving - timedelta(days=3), 5, "Thanksgiving recess")
    named |= week(winter, 19, "Winter recess")
    return named | week(spring, 5, "Spring recess")


def week(first: date, days: int, name: str) -> dict[date, str]:
    return {first + timedelta(days=n): name for n in range(days)}


def nth(year: int, month: int, weekday: int, n: int) -> date:
    """Return the n-th such weekday of a month."""
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (n - 1))


def years_before(day: date, years: int) -> date:
    """Return the latest birthday of whoever is so many years old on the day."""
    if (day.month, day.day) == (2, 29) and not isleap(day.year - years):
        return date(day.year - years, 2, 28)
    if (day.month, day.day) == (2, 28) and not isleap(day.year) and isleap(day.year - years):
        return date(day.year - years, 2, 29)
    return day.replace(year=day.year - years)


def dates(first: date, last: date) -> Iterator[date]:
    """Yield every date, both ends included."""
    for n in range((last - first).days + 1):
        yield first + timedelta(days=n)

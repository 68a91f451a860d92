"""The student-days of a week, and which week of the year before is the same one."""

from dataclasses import dataclass
from datetime import date, timedelta

from core.clock import monday_of
from students.rules import first_day_of

WEEK = timedelta(days=7)


@dataclass(frozen=True)
class WeekCount:
    """The student-days of a week, and how many of them were missed. `week` is its Monday."""

    week: date
    days: int
    missed: int

    @property
    def percent(self) -> float:
        """Of a hundred student-days so many were missed, to one decimal."""
        return round(100 * self.missed / self.days, 1)


def shift(year: int) -> timedelta:
    """Return how long before a week of a school year the same week of the year before is: as many weeks
    after that year's first.

    Source: product rule.
    """
    return monday_of(first_day_of(year)) - monday_of(first_day_of(year - 1))

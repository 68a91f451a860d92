"""Days on which something can be done at a school: what falls due falls on one."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, timedelta

SATURDAY = 5


@dataclass(frozen=True)
class SchoolCalendar:
    """The school days from `first` to `last` of the school named; beyond them every weekday is taken
    for one.
    """

    school: str = ""
    first: date = date.max
    last: date = date.min
    dates: Collection[date] = field(default=frozenset(), repr=False)

    def has(self, day: date) -> bool:
        """Return whether a day is one of school.

        Source: product rule, a task falls due on a school day.
        """
        is_known = self.first <= day <= self.last
        return day in self.dates if is_known else day.weekday() < SATURDAY

    def next_from(self, day: date) -> date:
        """Return the day, or the first school day after it.

        Source: product rule, a task falls due on a school day.
        """
        while not self.has(day):
            day += timedelta(days=1)
        return day

    def warning_of(self, day: date) -> str:
        """Return a sentence where a day is no school day; '' where it is one.

        Source: product rule, who chooses a weekend or a holiday is told.
        """
        if self.has(day):
            return ""
        at = f" at {self.school}" if self.school else ""
        then = self.next_from(day)
        return f"{day:%a, %b %-d} is no school day{at}; the next one is {then:%a, %b %-d}."


WEEKDAYS = SchoolCalendar()

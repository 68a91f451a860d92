"""Rules C5-C8 and S1 restated: a student's days in the calendar of the year."""

from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Any

from tests.attendance import reference_days as of_day
from tests.attendance.plain import Day, Enrollment, School, Student, World, dates

MISSED_ALL_DAY = ("absent", "oss", "is_incomplete")
NO_RETURN = (*MISSED_ALL_DAY, "not_taken")


def as_read(world: World, parameters: dict[str, Any]) -> World:
    """S1: no weekends unless `enrollment.weekends` is count; no exit date where that is a day gone."""
    exit_day, counts = (
        parameters["enrollment.exit_day"],
        parameters["enrollment.weekends"] == "count",
    )
    schools = [
        replace(school, days=frozenset(d for d in school.days if counts or d.weekday() < 5))
        for school in world.schools
    ]
    marks = [
        mark
        for mark in world.marks
        if (counts or mark.date.weekday() < 5)
        and (world.is_enrolled(mark, exit_day) or not world.is_enrolled(mark))
    ]
    return replace(world, schools=tuple(schools), marks=tuple(marks))


class JudgedDays:
    """The days of one student's school year as of a date, and when each is countable."""

    def __init__(self, world: World, student: int, as_of: date, parameters: dict[str, Any]):
        self.world = as_read(world.only(student), parameters)
        self.student: Student = self.world.students[0]
        self.as_of = min(as_of, world.last)
        self.parameters = parameters
        self.resolved = self.resolve()
        self.founding: dict[date, date | None] = {}
        self.days = {day: self.judge_day(day) for day in sorted(self.resolved)}

    def resolve(self) -> dict[date, of_day.AtSchool]:
        """D1-D6 for every date with a mark up to as-of (C8: later marks do not exist yet)."""
        resolved = {}
        marked = {mark.date for mark in self.world.marks}
        for day in sorted(d for d in marked if self.world.first <= d <= self.as_of):
            found = []
            for school in self.world.schools:
                marks = [
                    mark
                    for mark in self.world.marks
                    if (mark.school, mark.date) == (school.id, day)
                ]
                one = marks and of_day.at_school(self.world, school, day, marks, self.parameters)
                if one:
                    found.append(one)
            if found:
                resolved[day] = of_day.between_schools(found, self.parameters)
        return resolved

    def judge_day(self, day: date) -> Day:
        """C4-C7 for one day; also notes from when a day founds a later report (S4)."""
        found = self.resolved[day]
        school = self.world.by_school[found.school]
        away = taken_away(self.world, school, self.student.birth_date, day, self.parameters)
        occasions = of_day.occasions_of(found, self.parameters)
        founds = of_day.founds_later_report(found, self.parameters)
        countable, pending = None, None
        if (occasions or founds) and not away:
            countable, pending = self.window(school, day)
        if founds and not away:
            self.founding[day] = countable
        if occasions and away:
            why = away
        elif occasions:
            why = "full_day" if of_day.is_full_day(found) else "gap"
        else:
            why = of_day.why_not(found, self.parameters)
        return Day(
            date=day,
            school=found.school,
            outcome=found.outcome,
            excuse=found.excuse,
            gap_minutes=of_day.gap_minutes(found, self.parameters),
            occasions=0 if away else occasions,
            countable_on=countable,
            pending_until=pending,
            why=why,
            quality=of_day.quality(found, self.parameters),
            is_tardy=found.is_tardy,
        )

    def window(self, school: School, day: date) -> tuple[date | None, date | None]:
        """C7: (countable on, last day of the window); None beyond the known calendar."""
        days = self.parameters["truancy.pending_window_school_days"]
        if days == 0:
            return day, None
        if_not_returned = self.parameters["truancy.pending_window_if_not_returned"]
        if if_not_returned == "same":
            if_not_returned = days
        calendar = [d for d in sorted(school.days) if self.world.first <= d <= self.world.last]
        here = calendar.index(day)
        last = here + if_not_returned
        for place in range(here + 1, len(calendar)):
            if self.is_return(school, calendar[place]):
                if place - here <= if_not_returned:
                    last = place + days
                break
        after = last + 1
        return (
            calendar[after] if after < len(calendar) else None,
            calendar[last] if last < len(calendar) else None,
        )

    def is_return(self, school: School, day: date) -> bool:
        """C7: a school day up to as-of, enrolled there, not missed whole and its roll taken."""
        if day > self.as_of or school.id not in self.enrolled_at(day):
            return False
        if day in self.resolved:
            return self.resolved[day].outcome not in NO_RETURN
        return not of_day.day_not_taken(self.world, school.id, day)

    def last_day(self, enrollment: Enrollment) -> date:
        """S1: the last day enrolled; the exit day itself, or the day before it."""
        return self.world.exit_of(enrollment, self.parameters["enrollment.exit_day"])

    def enrolled_at(self, day: date) -> set[int]:
        return {
            enrollment.school
            for enrollment in self.world.enrollments
            if enrollment.entry <= day <= self.last_day(enrollment)
        }

    def taught_at(self, day: date) -> set[int]:
        """The schools that teach that day and where the student is enrolled."""
        return {
            school for school in self.enrolled_at(day) if day in self.world.by_school[school].days
        }

    @cached_property
    def days_enrolled(self) -> int:
        """S1: distinct school days of the enrollments from 1 July through as-of."""
        return sum(bool(self.taught_at(day)) for day in dates(self.world.first, self.as_of))


def birthday(born: date, age: int) -> date:
    """C5: the date on which the age is reached; 29 February falls on 28 February."""
    try:
        return born.replace(year=born.year + age)
    except ValueError:
        return date(born.year + age, 2, 28)


def taken_away(
    world: World, school: School, born: date | None, day: date, parameters: dict[str, Any]
) -> str:
    """C5, C6: why a day that would count does not: no birth date, age, charter; '' if it does.

    EC 48200: 6 through 17. EC 47605: charter schools only where they opted in.
    """
    if parameters["truancy.age_filter"]:
        if born is None:
            return "no_birth_date"
        from_day = birthday(born, parameters["truancy.age_from"])
        until = birthday(born, parameters["truancy.age_below"])
        if not from_day <= day < until:
            return "age"
    if school.is_charter and not parameters["truancy.charter"]:
        return "charter"
    return ""

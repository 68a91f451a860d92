"""Clauses F1 to F5 of attendance/README.md restated in plain Python, one function per rule."""

from datetime import date
from fractions import Fraction
from typing import Any

from law.packs import StatuteTest
from tests.attendance.plain import Day, dates
from tests.attendance.reference import Year
from tests.attendance.reference_window import MISSED_ALL_DAY

Stretch = tuple[str, date, date]
PORTIONS = {"none": Fraction(0), "half": Fraction(1, 2), "whole": Fraction(1)}
Found = dict[tuple[str, str], tuple[str, dict[str, Any]]]


def findings(
    year: Year, tests: tuple[StatuteTest, ...], stretches: dict[str, list[Stretch]]
) -> Found:
    """Verdict and numbers of each test that speaks, by its key and the name of the stretch."""
    if year.last_enrollment() is None:
        return {}
    found: Found = {}
    for test in tests:
        if test.within == "rolling":
            found |= in_a_row(year, test)
        else:
            for stretch in stretches[test.within]:
                found |= within(year, test, stretch)
    return found


def worth(year: Year, test: StatuteTest, day: Day) -> Fraction:
    """F1, F2: what a day adds to a test's number."""
    if test.counts == "occasions":
        is_countable = day.countable_on is not None and day.countable_on <= year.as_of
        return Fraction(day.occasions if is_countable else 0)
    if test.counts == "unexcused" and (day.outcome, day.excuse) == ("absent", "unexcused"):
        return Fraction(1)
    if test.counts == "unexcused" and test.summary and day.date in year.uncleared():
        return Fraction(1)
    if test.counts == "absent" and day.outcome in MISSED_ALL_DAY:
        return Fraction(1)
    if day.gap_minutes is not None and day.gap_minutes >= test.portion_minutes:
        return PORTIONS[test.portion]
    return Fraction(0)


def line(test: StatuteTest, number: Fraction) -> str:
    """F1: met, near or nothing."""
    is_met = number >= test.limit if test.more_than is None else number > test.limit
    if is_met:
        return "met"
    return "near" if test.near is not None and number >= test.near else ""


def within(year: Year, test: StatuteTest, stretch: Stretch) -> Found:
    name, first, last = stretch
    days = [day for day in year.days.values() if first <= day.date <= last]
    worths = {day: worth(year, test, day) for day in days}
    total = sum(worths.values(), Fraction(0))
    if not total:
        return {}
    whole = school_days(year, test, first, last) if test.share_of else None
    if whole == 0:
        return {}
    verdict = line(test, 100 * total / whole if whole else total)
    if not verdict:
        return {}
    numbers: dict[str, Any] = {"days": float(total)}
    if whole is not None:
        numbers["of"] = whole
    numbers["least" if test.more_than is None else "more_than"] = test.limit
    if verdict == "met" and test.share_of != "enrolled" and not test.summary:
        numbers["first_on"] = first_on(test, worths, whole).isoformat()
    return {(test.key, name): (verdict, numbers)}


def school_days(year: Year, test: StatuteTest, first: date, last: date) -> int:
    """F3: days enrolled so far in the stretch, or all of it while enrolled as far as is known."""
    end = min(last, year.as_of) if test.share_of == "enrolled" else last
    known = [one for one in year.world.enrollments if one.entry <= year.as_of]
    return sum(
        any(
            one.entry <= day <= year.last_day(one) and day in year.world.by_school[one.school].days
            for one in known
        )
        for day in dates(first, end)
    )


def first_on(test: StatuteTest, worths: dict[Day, Fraction], whole: int | None) -> date:
    """F4: the day on which so much had come together."""

    def since(day: Day) -> date:
        return day.countable_on if test.counts == "occasions" and day.countable_on else day.date

    counted = [day for day, one in worths.items() if one]
    for day in sorted({since(day) for day in counted}):
        so_far = sum((worths[other] for other in counted if since(other) <= day), Fraction(0))
        if line(test, 100 * so_far / whole if whole else so_far) == "met":
            return day
    raise AssertionError("met, and never first")


def in_a_row(year: Year, test: StatuteTest) -> Found:
    """F5: the first stretch of so many school days, by the school of each day."""
    ordinal = {
        day: sum(taught <= day.date for taught in year.world.by_school[day.school].days)
        for day in year.days.values()
        if worth(year, test, day)
    }
    spoken: dict[str, dict[str, Any]] = {}
    for end in sorted(ordinal, key=lambda day: day.date):
        inside = [
            day
            for day, number in ordinal.items()
            if ordinal[end] - (test.school_days or 0) < number <= ordinal[end]
        ]
        total = sum((worth(year, test, day) for day in inside), Fraction(0))
        if verdict := line(test, total):
            spoken.setdefault(
                verdict,
                {
                    "days": float(total),
                    "from": min(day.date for day in inside).isoformat(),
                    "first_on": end.date.isoformat(),
                    "least" if test.more_than is None else "more_than": test.limit,
                },
            )
    for verdict in ("met", "near"):
        if verdict in spoken:
            return {(test.key, test.within): (verdict, spoken[verdict])}
    return {}

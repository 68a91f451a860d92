"""The calendar of the worked examples, and one student in it, in few words.

School starts on Thursday 13 August 2026. A mark is written as code, date, minutes, period:
`U("08-20")` is an unexcused full day, `T("08-20", 31)` an unexcused tardy of 31 minutes.
"""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from tests.attendance.plain import (
    Code,
    Enrollment,
    Mark,
    Report,
    School,
    Step,
    Student,
    World,
    dates,
)
from tests.attendance.reference import ZONE

YEAR = 2026
HOLIDAYS = {
    date(2026, 9, 7),
    date(2026, 9, 21),
    date(2026, 11, 11),
    *dates(date(2026, 11, 23), date(2026, 11, 27)),
    *dates(date(2026, 12, 21), date(2027, 1, 8)),
}
DAYS = frozenset(
    day
    for day in dates(date(2026, 8, 13), date(2027, 6, 11))
    if day.weekday() < 5 and day not in HOLIDAYS
)
YEAR_BEFORE = frozenset(
    day for day in dates(date(2026, 5, 4), date(2026, 6, 11)) if day.weekday() < 5
)
BELL = (("1", 50), ("2", 50), ("3", 50), ("4", 50), ("5", 50))
AS_OF = date(2026, 11, 20)
CODES = {
    "U": Code("absent", "unexcused"),
    "V": Code("absent", "unverified"),
    "E": Code("absent", "excused"),
    "T": Code("tardy", "unexcused"),
    "TE": Code("tardy", "excused"),
    "TV": Code("tardy", "unverified"),
    "L": Code("early", "unexcused"),
    "PU": Code("partial", "unexcused"),
    "PE": Code("partial", "excused"),
    "P": Code("present"),
    "S": Code("oss"),
    "I": Code("iss"),
    "IC": Code("is_complete"),
    "II": Code("is_incomplete"),
    "U40": Code("absent", "unexcused", 40),
}


def on(text: str) -> date:
    """'09-16' is 16 September 2026; months before July are of 2027, '2026-06-02' is itself."""
    if len(text) > 5:
        return date.fromisoformat(text)
    month, day = map(int, text.split("-"))
    return date(YEAR + (month < 7), month, day)


def at(text: str) -> datetime:
    """'10-05 17:00' in the district's own time; noon where no hour is given."""
    day, _, clock = text.partition(" ")
    hour, minute = map(int, (clock or "12:00").split(":"))
    day_of = on(day)
    return datetime(day_of.year, day_of.month, day_of.day, hour, minute, tzinfo=ZONE)


def writer(code: str) -> Callable[..., Mark]:
    def mark(day: str, minutes: int | None = None, period: str = "", school: int = 1) -> Mark:
        return Mark(1, school, on(day), code, period, minutes)

    return mark


U, V, E, T, TE, TV = (writer(code) for code in ("U", "V", "E", "T", "TE", "TV"))
L, PU, PE, P = (writer(code) for code in ("L", "PU", "PE", "P"))
S, I, IC, II, U40 = (writer(code) for code in ("S", "I", "IC", "II", "U40"))  # noqa: E741 - a code, as marks are written


def enrolled(entry: str = "08-13", exit_day: str | None = None, school: int = 1) -> Enrollment:
    number = school * 1000 + on(entry).toordinal() % 1000
    return Enrollment(number, 1, school, on(entry), exit_day and on(exit_day))


def filed(*moments: str, **kind: Any) -> tuple[Report, ...]:
    return tuple(Report(1, at(moment), **kind) for moment in moments)


def effort(moment: str, **kind: Any) -> Step:
    return Step(1, "effort_48262", at(moment), **kind)


def student_year(
    *marks: Mark,
    born: date | None = date(2016, 2, 10),
    enrollments: tuple[Enrollment, ...] = (enrolled(),),
    bell: tuple[tuple[str, int], ...] = BELL,
    **records: Any,
) -> World:
    """One student, aged 10. School 1 and school 2 share a calendar; 2 has no bell schedule;
    school 3 is a charter school.
    """
    days = DAYS | YEAR_BEFORE
    schools = (School(1, days, bell), School(2, days), School(3, days, bell, is_charter=True))
    return World(
        year=records.pop("year", YEAR),
        schools=schools,
        codes=CODES,
        students=(Student(1, born),),
        enrollments=enrollments,
        marks=marks,
        **records,
    )


def first_days(count: int, start: str = "08-13") -> list[str]:
    """The first school days from a date, as text."""
    days = sorted(day for day in DAYS if day >= on(start))
    return [day.isoformat() for day in days[:count]]

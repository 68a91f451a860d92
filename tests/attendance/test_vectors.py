"""Worked cases of the truancy rules, each through the reference and through the pipeline."""

import json
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.attendance.plain import Code, Enrollment, Mark, Report, School, Step, Student, World
from tests.attendance.reference import ZONE, Year, defaults

FILE = Path(__file__).parent / "data" / "truancy_vectors.json"
VECTORS = json.loads(FILE.read_text())["vectors"]
FIRST, SCHOOL_DAYS = date(2025, 8, 18), 180
CODES = {
    "P": Code("present"),
    "E": Code("absent", "excused"),
    "U": Code("absent", "unexcused"),
    "V": Code("absent", "unverified"),
    "T": Code("tardy", "unexcused"),
    "TE": Code("tardy", "excused"),
    "L": Code("early", "unexcused"),
    "S": Code("oss"),
    "I": Code("iss"),
    "IC": Code("is_complete"),
    "II": Code("is_incomplete"),
}


def weekdays() -> list[date]:
    """School days by number: the first is number 1, at index 0."""
    days = [FIRST + timedelta(n) for n in range(400)]
    return [day for day in days if day.weekday() < 5][:SCHOOL_DAYS]


def at_noon(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=ZONE)


def world_of(vector: dict[str, Any]) -> World:
    days = weekdays()
    holidays = {days[number - 1] for number in vector.get("holidays", [])}
    bell = tuple(vector.get("bell", {}).items())
    marks = (
        Mark(1, 1, days[m["day"] - 1], m["code"], str(m.get("period", "")), m.get("min"))
        for m in vector["marks"]
    )
    return World(
        year=2025,
        schools=(School(1, frozenset(days) - holidays, bell),),
        codes=CODES,
        students=(Student(1, date(2015, 9, 1)),),
        enrollments=(Enrollment(1, 1, 1, FIRST),),
        marks=tuple(marks),
        steps=tuple(
            Step(1, "effort_48262", at_noon(days[day - 1])) for day in vector.get("contacts", [])
        ),
    )


def with_reports(world: World, as_of: date) -> World:
    """The world with each report filed at noon of the day on which it falls due."""
    due = Year(world, 1, as_of, defaults()).report_days()
    reports = tuple(Report(1, at_noon(day)) for day in due)
    return replace(world, reports=reports)


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["id"])
def test_vector(engine, vector):
    days = weekdays()
    as_of = days[vector.get("as_of", SCHOOL_DAYS) - 1]
    loaded = world_of(vector)
    world = with_reports(loaded.without_uncovered(), as_of)
    _, standing = engine(world, as_of, {})[1]
    found = {
        "occasions": standing["counted_days"],
        "truant": standing["first_truant_on"] is not None,
        "truant_day": number_of(standing["first_truant_on"]),
        "reports": standing["reports_due"],
        "third_report_day": day_of_third_report(engine, world, as_of)
        if "third_report_day" in vector["expect"]
        else None,
        "habitual_truant": standing["status"] == "habitual",
        "habitual_day": None,
        "absent_unexcused": standing["days_absent_unexcused"],
        "absent_oss": standing["days_suspended_out"],
        "iss_days": standing["days_suspended_in"],
        "tardy_days": standing["tardy_days"],
        "days_absent": standing["days_absent"],
        "days_enrolled": standing["days_enrolled"],
        "chronic_absentee": standing["chronic_absentee"],
        "chronic_truant_arith": standing["chronic_truant_arithmetic"],
        "not-a-school-day": len(loaded.marks) - len(world.marks),
    }
    assert {name: found[name] for name in vector["expect"]} == vector["expect"]


def number_of(day: date | None) -> int | None:
    return None if day is None else weekdays().index(day) + 1


def day_of_third_report(engine, world: World, as_of: date) -> int | None:
    """The number of the first marked day as of which three reports are due."""
    for day in sorted({mark.date for mark in world.marks if mark.date <= as_of}):
        if engine(world, day, {})[1][1]["reports_due"] == 3:
            return number_of(day)
    return None

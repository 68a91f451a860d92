"""Regions, schools, their calendars and bell schedules."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain, product

from attendance.models import BellPeriod
from demo import codes, lists, staging
from demo.calendar import SchoolYear
from students.choices import SchoolLevel
from students.models import Region, School

FEWEST = 3  # one school of each level
STUDENTS_PER_SCHOOL, DEFAULT_FEWEST = 420, 5
REGIONS = ("North", "South", "East", "West", "Central", "Northeast", "Northwest", "Harbor")
SCHOOLS_PER_REGION = 6
# What share of schools each level has, so that a high school is three times an elementary.
SHARE_HIGH, SHARE_MIDDLE = 13, 16
SUFFIX = {"elementary": "Elementary", "middle": "Middle School", "high": "High School"}
WAYS = ("Street", "Avenue", "Boulevard", "Drive", "Place", "Road", "Lane")
CITIES_PER_REGION = 2
# Percent of the district's usual absence; the order makes neighbours differ.
ABSENCE = (100, 70, 135, 90, 160, 80, 110, 60, 145, 95)
LOCAL_CLOSURES = ((10, 16), (9, 25), (11, 6))  # month and day, each for some schools
SCHOOL_DAYS = """
INSERT INTO students_schoolday (school_id, date, school_year, is_school_day, ordinal, note)
SELECT s.school_id, d.date, %(year)s, d.is_school_day, d.ordinal, d.note
FROM staging.demo_school s JOIN staging.demo_date d ON d.calendar = s.calendar
ORDER BY s.school_id, d.date
"""


@dataclass(frozen=True)
class PlannedSchool:
    """One school to be: `number` counts all schools from 1, `place` those of its level from 0."""

    number: int
    name: str
    level: str
    place: int
    of_level: int
    region: int
    calendar: int
    absence_percent: int
    is_charter: bool


def schools_for(students: int) -> int:
    """Return how many schools a district of that size has when nobody says."""
    return max(DEFAULT_FEWEST, round(students / STUDENTS_PER_SCHOOL))


def make(*, schools: int, year: SchoolYear) -> None:
    plans = list(planned(schools))
    made = _create(plans)
    _stage(plans, made)
    stage_dates(year)
    staging.run(SCHOOL_DAYS, year=year.start)
    BellPeriod.objects.bulk_create(
        BellPeriod(school=school, period=str(position), position=position, minutes=minutes)
        for school in made
        for position, minutes in enumerate(codes.BELLS.get(school.level, ()), start=1)
    )


def planned(schools: int) -> Iterator[PlannedSchool]:
    high = max(1, schools * SHARE_HIGH // 100)
    middle = max(1, schools * SHARE_MIDDLE // 100)
    counts = {"elementary": schools - middle - high, "middle": middle, "high": high}
    regions = min(len(REGIONS), max(2, schools // SCHOOLS_PER_REGION))
    number = 0
    for level, count in counts.items():
        for place, name in zip(range(count), names(level), strict=False):
            number += 1
            yield PlannedSchool(
                number=number,
                name=name,
                level=level,
                place=place,
                of_level=count,
                region=place * regions // count,
                calendar=number % 10 if number % 10 <= len(LOCAL_CLOSURES) else 0,
                absence_percent=ABSENCE[number % len(ABSENCE)],
                is_charter=level == "elementary" and place == count - 1,
            )


def names(level: str) -> Iterator[str]:
    """Yield believable names of schools of a level, none twice in a district."""
    places = lists.read("places.txt")
    streets = lists.read("streets.txt")["street"]
    people = places["honoree"][{"elementary": 2, "middle": 1, "high": 0}[level] :: 3]
    marks = places["landmark"][{"elementary": 1, "middle": 2, "high": 0}[level] :: 3]
    first = (name for pair in zip(marks, people, strict=False) for name in pair)
    streetwise = (f"{street} {way}" for way, street in product(WAYS, streets))
    numbered = (f"District School {n}" for n in range(1, 100_000))
    for name in chain(first, streetwise, numbered):
        yield f"{name} {SUFFIX[level]}"


def _create(plans: list[PlannedSchool]) -> list[School]:
    regions = Region.objects.bulk_create(
        Region(code=name.lower(), name=f"Region {name}")
        for name in REGIONS[: max(plan.region for plan in plans) + 1]
    )
    return School.objects.bulk_create(
        School(
            sis_id=f"{8000 + plan.number}",
            name=plan.name.replace(" Elementary", " Charter") if plan.is_charter else plan.name,
            level=SchoolLevel(plan.level),
            region=regions[plan.region],
            cds_code=f"1999999{plan.number:07d}",
            is_charter=plan.is_charter,
        )
        for plan in plans
    )


def _stage(plans: list[PlannedSchool], made: list[School]) -> None:
    staging.copy(
        "demo_school",
        "school_id bigint, number integer, level text, place integer, of_level integer,"
        " region integer, calendar integer, absence_percent integer, is_charter boolean",
        (
            (
                school.pk,
                plan.number,
                plan.level,
                plan.place,
                plan.of_level,
                plan.region,
                plan.calendar,
                plan.absence_percent,
                plan.is_charter,
            )
            for plan, school in zip(plans, made, strict=True)
        ),
    )


def stage_dates(year: SchoolYear) -> None:
    """Make staging.demo_date: every date of every calendar; calendar 0 is the district's own."""
    closures = [date(year.start, month, day) for month, day in LOCAL_CLOSURES]
    calendars = [year, *(SchoolYear(year.start, frozenset([closed])) for closed in closures)]
    staging.copy(
        "demo_date",
        "calendar integer, date date, is_school_day boolean, ordinal integer, note text",
        (
            (calendar, day.date, day.is_school_day, day.ordinal, day.note)
            for calendar, each in enumerate(calendars)
            for day in each.days
        ),
    )

"""Made-up student-years with everything the rules speak of, and more of it than is usual.

A year is made from a number, so that Hypothesis chooses numbers and a failure repeats.
"""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import product
from random import Random

from hypothesis import strategies as st

from tests.attendance.plain import (
    Code,
    Enrollment,
    Mark,
    Report,
    School,
    Step,
    Student,
    Submission,
    World,
    dates,
)
from tests.attendance.reference import ZONE

MINUTES = (None, 0, 1, 20, 30, 31, 75)
EXCUSES = ("excused", "unexcused", "unverified", "")
STEPS = ("notice_48260_5", "effort_48262", "effort_48262", "referral_48263", "step_48291")

PARAMETERS = st.fixed_dictionaries(
    {
        "truancy.minutes_operator": st.sampled_from([">", ">="]),
        "truancy.gap_basis": st.sampled_from(["longest", "sum"]),
        "truancy.occasion_unit": st.sampled_from(["day", "incident"]),
        "truancy.early_leave": st.sampled_from(["absent", "ignore"]),
        "truancy.pending_window_school_days": st.sampled_from([0, 0, 1, 3, 10]),
        "truancy.pending_window_if_not_returned": st.sampled_from(["same", "same", 0, 2, 20]),
        "truancy.uncleared_counts": st.sampled_from(["auto", "auto", True, False]),
        "truancy.age_filter": st.sampled_from([True, True, False]),
        "truancy.second_report_tardy_min": st.sampled_from([30, 0, 45]),
        "truancy.charter": st.booleans(),
        "truancy.occasions": st.sampled_from([3, 3, 2]),
        "enrollment.exit_day": st.sampled_from(["last", "last", "gone"]),
    }
)


def codes() -> dict[str, Code]:
    """Every kind with every excuse, with and without minutes of the code itself."""
    excusable = product(("absent", "tardy", "early", "partial"), EXCUSES, (None, None, 20, 31))
    plain = [Code(*values) for values in excusable]
    plain += [Code(kind) for kind in ("present", "iss", "oss", "is_complete", "is_incomplete")]
    plain += [Code("oss", "unexcused", 75), Code("present", "unverified", 40)]
    return {f"C{number}": code for number, code in enumerate(plain)}


CODES = codes()
NAMES_OF = {
    kind: [name for name, code in CODES.items() if code.kind == kind]
    for kind in {code.kind for code in CODES.values()}
}


def make_world(numbers: list[int]) -> World:
    """A district whose calendars come from the first number, one student from each other."""
    random = Random(numbers[0])
    year = random.choice([2021, 2025, 2026])  # on 28 February 2022 school is taught
    world = World(
        year=year, schools=make_schools(random, year), codes=CODES, students=(), enrollments=()
    )
    for student, number in enumerate(numbers[1:], 1):
        world = with_student(world, student, Random(number))
    return with_submissions(world, random)


def make_schools(random: Random, year: int) -> tuple[School, ...]:
    """Two with bell schedules, a charter school that may have one, and one without."""
    bells = [
        (("1", 50), ("2", 20), ("3", 31), ("4", 50)),
        (("A", 28), ("B", 28), ("C", 30)),
        random.choice([(), (("1", 60), ("2", 60))]),
        (),
    ]
    return tuple(
        School(number, school_days(random, year), bell, is_charter=number == 3)
        for number, bell in enumerate(bells, 1)
    )


def school_days(random: Random, year: int) -> frozenset[date]:
    """Weekdays from August into June, some of them holidays; one school has Saturdays."""
    last_weekday = random.choice([5, 5, 5, 6])
    days = dates(
        date(year, 8, random.randint(3, 25)), date(year + 1, 6, random.choice([5, 12, 30]))
    )
    return frozenset(
        day for day in days if day.weekday() < last_weekday and random.random() > 0.06
    )


def with_student(world: World, student: int, random: Random) -> World:
    enrollments = make_enrollments(world, student, random)
    held = replace(world, enrollments=enrollments)
    marks = [
        mark
        for mark in make_marks(held, student, random)
        if held.covers(mark) and random.random() > 0.05
    ]
    born = make_birth_date(world.year, [mark.date for mark in marks], random)
    reports = tuple(make_reports(world, student, random))
    return replace(
        world,
        students=(*world.students, Student(student, born)),
        enrollments=world.enrollments + enrollments,
        marks=world.marks + tuple(marks),
        reports=world.reports + reports,
        steps=world.steps + tuple(make_steps(world, student, reports, random)),
    )


def make_birth_date(year: int, marked: list[date], random: Random) -> date | None:
    """Mostly of compulsory age; else unknown, or turning 6 or 18 about a marked day."""
    choice = random.randrange(10)
    if choice < 5:
        return date(year - 11, 3, 4)
    if choice == 5:
        return None
    leap = [born for born in (year - 5, year - 17) if born % 4 == 0]
    if leap and choice > 7:
        return date(random.choice(leap), 2, 29)
    turns = random.choice(marked or [date(year, 10, 1)]) + timedelta(random.randint(-3, 3))
    if (turns.month, turns.day) == (2, 29):
        turns -= timedelta(1)
    return turns.replace(year=turns.year - random.choice([6, 18]))


def make_enrollments(world: World, student: int, random: Random) -> tuple[Enrollment, ...]:
    """One to three, apart, touching or overlapping, at schools of any kind; some from before."""
    day = date(world.year, 7, 1) + timedelta(random.choice([-300, 0, 35, 45, 120]))
    spells = {}
    for _ in range(random.choice([1, 1, 2, 2, 3])):
        school = random.choice(world.schools).id
        exit_day = random.choice([None, day + timedelta(random.choice([0, 9, 60, 150, 330]))])
        spells[school, day] = exit_day
        end = exit_day or day + timedelta(random.randint(1, 300))
        day = max(day, end + timedelta(random.choice([-40, -3, 0, 1, 1, 20])))
    first = student * 10
    rows = [
        Enrollment(first + number, student, school, entry, spells[school, entry])
        for number, (school, entry) in enumerate(spells)
    ]
    return tuple(rows)


def make_marks(world: World, student: int, random: Random) -> list[Mark]:
    """Stretches of marked days at the schools of the student, often several in a row."""
    here = sorted({enrollment.school for enrollment in world.enrollments})
    enrolled = sorted(
        {
            day
            for one in world.enrollments
            for day in world.by_school[one.school].days
            if one.entry <= day <= (one.exit or world.last)
        }
    )
    marks: dict[tuple[int, date, str], Mark] = {}
    habit = random.choice(["whole", "periods", "any", "any"])
    starts = [random.randrange(len(enrolled)) for _ in range(random.randint(0, 9)) if enrolled]
    if random.random() < 0.3:
        starts.append(sum(day < date(world.year + 1, 2, 25) for day in enrolled))
    for start in starts:
        for day in enrolled[start : start + random.choice([1, 1, 1, 2, 3, 8])]:
            for school in here:
                for mark in marks_of_day(world.by_school[school], student, day, habit, random):
                    marks[school, day, mark.period] = mark
    return list(marks.values())


def marks_of_day(
    school: School, student: int, day: date, habit: str, random: Random
) -> list[Mark]:
    """A whole-day mark, all periods missed, or a mixture of everything."""
    periods = [period for period, _ in school.bell] or ["1", "2"]
    if random.random() < 0.1:
        return []
    if habit == "whole" or random.random() < 0.4:
        kinds = ["absent"] * 8 + list(NAMES_OF)
        chosen = {"": random.choice(kinds)}
    elif random.random() < 0.4:
        kind = random.choice(["absent", "absent", "absent", "oss", "is_incomplete"])
        chosen = dict.fromkeys(periods, kind)
    elif random.random() < 0.3:
        kinds = random.choice([["early", "absent", "tardy"], ["early", "absent", "absent"]])
        chosen = dict(zip(periods[random.randrange(2) :], kinds, strict=False))
    else:
        chosen = {period: random.choice(list(NAMES_OF)) for period in [*periods, "X"]}
        chosen = {p: kind for p, kind in chosen.items() if random.random() < 0.6}
    if habit == "any" and random.random() < 0.2:
        chosen[random.choice(["", *periods])] = random.choice(list(NAMES_OF))
    favourite = {kind: random.choice(names) for kind, names in NAMES_OF.items()}
    return [
        Mark(student, school.id, day, code, period, random.choice([None, *MINUTES]))
        for period, kind in chosen.items()
        for code in [random.choice([favourite[kind], favourite[kind], *NAMES_OF[kind]])]
    ]


def make_reports(world: World, student: int, random: Random) -> list[Report]:
    """Up to four reports; some of another year, not countable, withdrawn or upheld."""
    count = random.choice([0, 0, 1, 2, 3, 3, 4])
    return [
        Report(
            student,
            moment(world, random),
            has_time=random.random() < 0.8,
            is_countable=random.random() < 0.9,
            verdicts=random.choice(
                [(), (), (), ("upheld",), ("withdrawn",), ("withdrawn", "upheld")]
            ),
            year=random.choice([None] * 9 + [world.year - 1]),
        )
        for _ in range(count)
    ]


def moment(world: World, random: Random) -> datetime:
    """Some minute of the year; late and early hours fall on another date elsewhere."""
    day = world.first + timedelta(random.randint(40, 330))
    clock = time(random.choice([0, 9, 12, 17, 23]), random.choice([0, 30, 59]))
    return datetime.combine(day, clock, tzinfo=ZONE)


def make_steps(
    world: World, student: int, reports: tuple[Report, ...], random: Random
) -> list[Step]:
    """Steps of every kind, some on the day of a report to the minute."""
    steps = []
    for kind in STEPS:
        if random.random() < 0.5:
            continue
        when = moment(world, random)
        if reports and random.random() < 0.6:
            shift = timedelta(minutes=random.choice([-600, -1, 0, 1, 600]))
            when = random.choice(reports).filed_at + shift
        steps.append(
            Step(
                student,
                kind,
                when,
                has_time=random.random() < 0.7,
                is_withdrawn=random.random() < 0.1,
                year=random.choice([None] * 9 + [world.year - 1]),
            )
        )
    return steps


def with_submissions(world: World, random: Random) -> World:
    """Rolls not submitted, mostly on marked days and the school days after them."""
    made: dict[tuple[int, date, str, str], Submission] = {}
    marked = sorted({(mark.school, mark.date) for mark in world.marks})
    for school, day in random.sample(marked, min(len(marked), 12 + len(marked) // 12)):
        on = day + timedelta(random.choice([0, 0, 1, 3]))
        period = random.choice(["", "", "1", "2", "A", "X"])
        section = random.choice(["", "", "", "Algebra"])
        one = Submission(school, on, period, section, taken=random.random() < 0.2)
        made[school, on, period, section] = one
    return replace(world, submissions=tuple(made.values()))

"""Made-up student-years with everything the rules speak of, and more of it than is usual.

A year is made from a number, so that Hypothesis chooses numbers and a failure repeats.
"""

from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from random import Random

from hypothesis import strategies as st

from tests.attendance.generated_records import make_reports, make_steps
from tests.attendance.plain import (
    Code,
    Enrollment,
    Mark,
    School,
    Student,
    Submission,
    World,
    dates,
)

MINUTES = (None, 0, 1, 20, 30, 31, 75)
EXCUSES = ("excused", "unexcused", "unverified", "")

PARAMETERS = st.fixed_dictionaries(
    {
        "truancy.minutes_operator": st.sampled_from([">", ">="]),
        "truancy.gap_basis": st.sampled_from(["longest", "sum"]),
        "truancy.occasion_unit": st.sampled_from(["day", "incident"]),
        "truancy.early_leave": st.sampled_from(["absent", "ignore"]),
        "truancy.pending_window_school_days": st.sampled_from([0, 0, 1, 3, 10]),
        "truancy.pending_window_if_not_returned": st.sampled_from(["same", "same", 0, 2, 20]),
        "truancy.uncleared_counts": st.sampled_from(["auto", "auto", True, False]),
        "truancy.chronic_truant_uncleared": st.sampled_from([True, True, False]),
        "truancy.age_filter": st.sampled_from([True, True, False]),
        "truancy.second_report_tardy_min": st.sampled_from([30, 0, 45]),
        "truancy.charter": st.booleans(),
        "truancy.occasions": st.sampled_from([3, 3, 2]),
        "enrollment.exit_day": st.sampled_from(["last", "last", "gone"]),
        "enrollment.weekends": st.sampled_from(["skip", "skip", "count"]),
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
UNEXCUSED = next(name for name, code in CODES.items() if code == Code("absent", "unexcused"))
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
    """One more student; some are far along the ladder, some were born on a 29 February."""
    is_far_along = random.random() < 0.2
    leap_years = [born for born in (world.year - 5, world.year - 17) if born % 4 == 0]
    is_leapling = bool(leap_years) and random.random() < 0.15
    enrollments = make_enrollments(world, student, random)
    held = replace(world, enrollments=enrollments)
    marks = make_marks(held, student, random)
    if is_far_along:
        marks += days_missed(held, random, 0.15)
    if is_leapling:
        marks += days_missed(held, random, 0.9, day_range(world.year + 1, 2, 25, days=8))
    once = {(mark.school, mark.date, mark.period): mark for mark in marks if held.covers(mark)}
    marks = [mark for mark in once.values() if random.random() > 0.05]
    born = make_birth_date(world.year, [mark.date for mark in marks], random)
    if is_leapling:
        born = date(random.choice(leap_years), 2, 29)
    reports = make_reports(world, student, random, is_far_along=is_far_along)
    steps = make_steps(world, student, reports, random, is_far_along=is_far_along)
    return replace(
        world,
        students=(*world.students, Student(student, born)),
        enrollments=world.enrollments + enrollments,
        marks=world.marks + tuple(marks),
        reports=world.reports + reports,
        steps=world.steps + steps,
    )


def day_range(year: int, month: int, day: int, *, days: int) -> list[date]:
    return [date(year, month, day) + timedelta(n) for n in range(days)]


def days_missed(
    world: World, random: Random, share: float, days: list[date] | None = None
) -> list[Mark]:
    """Unexcused full days of the one student, without regard to other marks."""
    return [
        Mark(one.student, one.school, day, UNEXCUSED)
        for one in world.enrollments
        for day in days or sorted(world.by_school[one.school].days)
        if random.random() < share
    ]


def make_birth_date(year: int, marked: list[date], random: Random) -> date | None:
    """Mostly of compulsory age; else unknown, or turning 6 or 18 about a marked day."""
    choice = random.randrange(10)
    if choice < 6:
        return date(year - 11, 3, 4)
    if choice == 6:
        return None
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
        exit_day = random.choice([None, day + timedelta(random.choice([-1, 0, 9, 60, 150, 330]))])
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

"""The pipeline of the database against the plain reference, over generated student-years.

PSA_HYPOTHESIS_STUDENTS asks for more of them than the 1,500 of a usual run; numbers then
differ from run to run.
"""

import os
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from random import Random

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from law.packs import load_pack
from tests.attendance.conftest import judge_by_reference
from tests.attendance.disagreement import explain
from tests.attendance.generated import PARAMETERS, UNEXCUSED, make_world
from tests.attendance.plain import Mark, World, dates
from tests.attendance.reference import Year, defaults
from tests.attendance.world import judge_all, judge_in_database, load, read_calendars

STUDENTS = 30
WANTED = int(os.environ.get("PSA_HYPOTHESIS_STUDENTS", "1500"))

usual = settings(
    max_examples=10,
    deadline=None,
    database=None,
    derandomize="PSA_HYPOTHESIS_STUDENTS" not in os.environ,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
thorough = settings(usual, max_examples=-(-WANTED // STUDENTS))
numbers = st.lists(
    st.integers(0, 2**64), min_size=STUDENTS + 1, max_size=STUDENTS + 1, unique=True
)
ages_of_year = st.one_of(st.integers(60, 360), st.integers(0, 420))


def as_of_day(year: int, day: int) -> date:
    """A day of the year counted from 1 July; some lie past its end."""
    return date(year, 7, 1) + timedelta(day)


@pytest.mark.slow
@thorough
@given(numbers=numbers, day=ages_of_year, parameters=PARAMETERS)
def test_reference_and_pipeline_agree(worker_db, numbers, day, parameters):
    world = make_world(numbers).without_uncovered()
    as_of = as_of_day(world.year, day)
    said = explain(world, as_of, parameters, judge_by_reference, judge_in_database)
    assert said is None, said


@pytest.mark.slow
@usual
@given(numbers=numbers, day=st.integers(60, 360), parameters=PARAMETERS)
def test_some_students_are_judged_as_among_all(worker_db, numbers, day, parameters):
    world = make_world(numbers).without_uncovered()
    pack, as_of = load_pack("california", overrides=parameters), as_of_day(world.year, day)
    some = [student.id for student in world.students][::3]
    with transaction.atomic():
        load(world)
        read_calendars(world, pack)
        among_all = judge_all(world, as_of, pack)
        alone = judge_all(world, as_of, pack, students=some)
        transaction.set_rollback(True)
    nothing = ({}, None)
    assert alone == {one: among_all[one] if one in some else nothing for one in among_all}


def is_plainly_attended(year: Year, day: date) -> bool:
    """A school day without a mark, every roll of which was taken."""
    schools = year.taught_at(day)
    return (
        bool(schools)
        and not any(mark.date == day for mark in year.world.marks)
        and not any((roll.date, roll.taken) == (day, False) for roll in year.world.submissions)
    )


def may_be_absent_on(world: World, student: int, as_of: date, parameters) -> list[date]:
    """Days on which one more absence moves no return: the school day before was attended too,
    at every school of the student, so that a window that was open had its return by then.
    """
    year = Year(world, student, as_of, parameters)
    taught = [day for day in dates(world.first, min(as_of, world.last)) if year.taught_at(day)]
    return [
        day
        for before, day in pairwise(taught)
        if is_plainly_attended(year, before)
        and is_plainly_attended(year, day)
        and year.taught_at(before) >= year.taught_at(day)
    ]


def with_one_more_absence(world: World, as_of: date, parameters, random: Random) -> World:
    """The world with an unexcused full day added for every student who has such a day."""
    added = []
    for student in world.students:
        days = may_be_absent_on(world, student.id, as_of, parameters)
        if days:
            day = random.choice(days)
            school = min(Year(world, student.id, as_of, parameters).taught_at(day))
            added.append(Mark(student.id, school, day, UNEXCUSED))
    return replace(world, marks=(*world.marks, *added))


@pytest.mark.slow
@usual
@given(numbers=numbers, day=st.integers(60, 360), parameters=PARAMETERS)
def test_one_more_absence_never_lowers_what_is_counted(worker_db, numbers, day, parameters):
    world = make_world(numbers).without_uncovered()
    as_of = as_of_day(world.year, day)
    more = with_one_more_absence(world, as_of, defaults() | parameters, Random(day))
    before = judge_in_database(world, as_of, parameters)
    after = judge_in_database(more, as_of, parameters)
    lowered = [
        f"{student} {name}: {standing[name]} to {after[student][1][name]}"
        for student, (_, standing) in before.items()
        for name in ("counted_days", "reports_due", "days_absent")
        if standing and after[student][1][name] < standing[name]
    ]
    assert lowered == []

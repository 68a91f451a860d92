"""Two engines for every rule: the plain reference and the pipeline of the database."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tests.attendance import reference
from tests.attendance.fall_of_2026 import AS_OF
from tests.attendance.plain import World
from tests.attendance.reports import home, owing
from tests.attendance.world import Answer, judge_in_database

Engine = Callable[..., dict[int, Answer]]


def judge_by_reference(
    world: World, as_of: date, overrides: dict[str, Any], pack: str = "california"
) -> dict[int, Answer]:
    parameters = reference.defaults(pack) | overrides
    return {
        student.id: reference.judge(world, student.id, as_of, parameters)
        for student in world.students
    }


@pytest.fixture(params=["reference", "pipeline"])
def engine(request: pytest.FixtureRequest) -> Engine:
    """Judges every student of a world: (world, as_of, overrides, pack) to {student: answer}."""
    if request.param == "reference":
        return judge_by_reference
    request.getfixturevalue("worker_db")
    return judge_in_database


@pytest.fixture
def judged(engine):
    """Judge the one student: (days, standing), as of 20 November 2026 unless told otherwise."""

    def judge(world, *, as_of=AS_OF, **overrides):
        named = {name.replace("__", "."): value for name, value in overrides.items()}
        return engine(world, as_of, named)[1]

    return judge


@pytest.fixture
def standing(judged):
    return lambda world, **asked: judged(world, **asked)[1]


@pytest.fixture
def lausd(engine):
    """As `judged`, under the LAUSD profile."""
    return lambda world, as_of=AS_OF: engine(world, as_of, {}, "lausd")[1]


@pytest.fixture
def ana(district):
    owing(district.ana, district.oak)
    home(district.ana)
    return district.ana

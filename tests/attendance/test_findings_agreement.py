"""Findings of the pipeline against the plain reference, over generated student-years."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from attendance.queries.judging import judged
from attendance.queries.question import periods_of as stretches_of
from core import sql
from law.packs import load_pack
from law.packs.statute_tests import declared_tests, periods_of
from tests.attendance.generated import PARAMETERS, make_world
from tests.attendance.reference import Year, defaults
from tests.attendance.reference_findings import findings
from tests.attendance.test_agreement import numbers, usual
from tests.attendance.world import load, read_calendars

UNEXCUSED = {"counts": "unexcused", "citation": "Act 1"}
HALF = {"portion": "half", "portion_minutes": 20}
DECLARED = {
    "periods": {
        "marking": ["07-01", "10-05", "12-15", "03-01"],
        "semester": ["07-01", "01-10"],
        "confidence": "V",
    },
    "tests": {
        "year": {**UNEXCUSED, **HALF, "within": "year", "more_than": 5, "near": 4},
        "marking": {**UNEXCUSED, "portion": "whole", "within": "marking", "least": 3},
        "semester": {"counts": "absent", "within": "semester", "least": 4, "citation": "Act 2"},
        "month": {"counts": "occasions", "within": "month", "least": 2, "citation": "Act 3"},
        "share": {**UNEXCUSED, **HALF, "within": "marking", "share_of": "period", "more_than": 5},
        "so_far": {
            "counts": "absent",
            "within": "semester",
            "share_of": "enrolled",
            "least": 10,
            "near": 5,
            "citation": "Act 4",
        },
        "rolling": {**UNEXCUSED, **HALF, "within": "rolling", "school_days": 15, "least": 2},
    },
}


@pytest.mark.slow
@usual
@given(numbers=numbers, day=st.integers(110, 364), parameters=PARAMETERS)
def test_reference_and_pipeline_find_the_same(worker_db, numbers, day, parameters):
    world = make_world(numbers).without_uncovered()
    as_of = date(world.year, 7, 1) + timedelta(day)
    plain = load_pack("california", overrides=parameters)
    own = declared_tests(DECLARED, plain.value)
    pack = replace(plain, tests=(*plain.tests, *own), periods=periods_of(DECLARED))
    with transaction.atomic():
        load(world)
        read_calendars(world, pack)
        with judged(pack=pack, as_of=as_of, school_year=world.year):
            found = stored()
        transaction.set_rollback(True)
    stretches: dict[str, list] = {}
    for within, name, first, last in stretches_of(pack, world.year):
        stretches.setdefault(within, []).append((name, first, last))
    values = defaults() | parameters
    expected = {
        student.id: findings(Year(world, student.id, as_of, values), pack.tests, stretches)
        for student in world.students
    }
    assert found == {student: rows for student, rows in expected.items() if rows} != {}


def stored():
    found: dict[int, dict] = {}
    for row in sql.rows(
        "SELECT student_id, test, period, verdict, numbers::json AS numbers FROM judging_finding"
    ):
        mine = found.setdefault(row["student_id"], {})
        mine[row["test"], row["period"]] = (row["verdict"], row["numbers"])
    return found

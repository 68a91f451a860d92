"""Tests of the law that packs declare as data."""

import pytest
from pydantic import ValidationError

from law.packs import load_pack, pack_names
from law.packs.statute_tests import declared_tests, periods_of

YEARLY = {"counts": "unexcused", "within": "year", "more_than": 20, "citation": "Act 1"}


def only(**changed):
    (test,) = declared_tests(
        {"tests": {"one": {**YEARLY, **changed}}}, {"some.limit": 7}.__getitem__
    )
    return test


def test_california_declares_its_two():
    tests = {test.key: test for test in load_pack("california").tests}
    assert set(tests) == {"truant", "chronic_truant_arithmetic"}
    assert (tests["truant"].least, tests["chronic_truant_arithmetic"].least) == (3, 10)


def test_a_district_pack_has_the_tests_of_the_state():
    assert load_pack("lausd").tests == load_pack("california").tests


def test_a_limit_that_names_a_parameter_follows_it():
    pack = load_pack("california", {"truancy.occasions": 5})
    assert next(test.least for test in pack.tests if test.key == "truant") == 5
    assert only(more_than="some.limit").limit == 7


@pytest.mark.parametrize("name", pack_names())
def test_every_pack_can_be_judged_by(name):
    keys = [test.key for test in load_pack(name).tests]
    assert len(set(keys)) == len(keys) > 0


@pytest.mark.parametrize(
    "changed",
    [
        {"least": 3},  # beside more_than
        {"more_than": None},
        {"within": "rolling"},
        {"school_days": 20},
        {"within": "rolling", "school_days": 20, "share_of": "period"},
        {"counts": "occasions", "portion": "half"},
        {"summary": "status", "near": 10},
        {"summary": "status", "within": "month"},
        {"summary": "status", "share_of": "period"},
        {"counts": "tardies"},
        {"citation": ""},
        {"least": 0, "more_than": None},
    ],
)
def test_what_is_no_test_is_refused(changed):
    with pytest.raises(ValidationError):
        only(**changed)


def test_periods_must_be_known_to_a_test_within_them():
    with pytest.raises(ValueError, match="when its periods begin"):
        only(within="marking")


def test_periods_say_how_sure_their_dates_are():
    with pytest.raises(ValidationError, match="mark of confidence"):
        periods_of({"periods": {"semester": ["07-01"]}})


@pytest.mark.parametrize("day", ["1-20", "02-30", "13-01", "winter"])
def test_a_period_begins_on_a_day_that_every_year_has(day):
    with pytest.raises(ValidationError):
        periods_of({"periods": {"semester": [day], "confidence": "V"}})

"""Findings of tests that packs declare, by vectors made by hand.

The school has 180 days: four marking periods of 45, two semesters of 90. Days are school days by
number, from 1; `U` is a full day without valid excuse, `P` a part of one.
"""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from attendance.models import Finding
from attendance.queries.judging import judged
from core import sql
from law.packs import load_pack
from law.packs.statute_tests import declared_tests, periods_of
from tests.attendance.plain import Code, Enrollment, Mark, School, Student, World
from tests.attendance.world import load

pytestmark = pytest.mark.usefixtures("worker_db")

FIRST = date(2025, 8, 18)
DAYS = [day for n in range(400) if (day := FIRST + timedelta(n)).weekday() < 5][:180]
QUARTERS = [f"{DAYS[number]:%m-%d}" for number in (0, 45, 90, 135)]
LAST = DAYS[-1]
ACT = {"counts": "unexcused", "citation": "Act 7"}
RULE = {"counts": "unexcused", "share_of": "period", "more_than": 20, "portion": "whole"}
DECLARED = {
    "periods": {"marking": QUARTERS, "semester": QUARTERS[::2], "confidence": "V"},
    "tests": {
        "absent_in_marking_period": {**ACT, "within": "marking", "more_than": 8},
        "absent_in_semester": {**ACT, "within": "semester", "more_than": 15},
        "absent_in_year": {**ACT, "within": "year", "more_than": 20},
        "habitual_marking": {**RULE, "within": "marking", "citation": "Rule 4"},
        "habitual_semester": {**RULE, "within": "semester", "citation": "Rule 4"},
    },
}


def pack_with(**tests):
    """The California pack with these tests in place of its own; DECLARED without any."""
    data = {**DECLARED, "tests": tests} if tests else DECLARED
    return replace(
        load_pack("california"),
        tests=declared_tests(data, load_pack("california").value),
        periods=periods_of(data),
    )


def U(*numbers):  # noqa: N802 - a code, as marks are written
    return [Mark(1, 1, DAYS[number - 1], "U") for number in numbers]


def P(*numbers, minutes=150):  # noqa: N802 - a code, as marks are written
    return [Mark(1, 1, DAYS[number - 1], "P", "", minutes) for number in numbers]


def find(*marks, pack=None, as_of=LAST, entry=FIRST):
    """What is found about the student: {(test, period): numbers}, and verdicts aside."""
    world = World(
        year=2025,
        schools=(School(1, frozenset(DAYS)),),
        codes={"U": Code("absent", "unexcused"), "P": Code("partial", "unexcused")},
        students=(Student(1, date(2013, 9, 1)),),
        enrollments=(Enrollment(1, 1, 1, entry),),
        marks=tuple(mark for some in marks for mark in some),
    )
    load(world)
    with judged(pack=pack or pack_with(), as_of=as_of):
        rows = sql.rows(
            "SELECT test, period, verdict, numbers::json AS numbers, citation FROM judging_finding"
        )
    return {(row["test"], row["period"]): row for row in rows}


def numbers(found, test, period):
    return found[test, period]["numbers"]


def day(number):
    return DAYS[number - 1].isoformat()


def test_eight_days_of_a_quarter_are_not_more_than_eight():
    assert find(U(*range(1, 9))) == {}


def test_the_ninth_day_of_a_quarter_meets_the_act_and_not_the_rule():
    found = find(U(*range(1, 10)))
    assert set(found) == {("absent_in_marking_period", "1")}
    assert numbers(found, "absent_in_marking_period", "1") == {
        "days": 9,
        "more_than": 8,
        "first_on": day(9),
    }


def test_the_tenth_day_of_a_quarter_meets_both_side_by_side():
    found = find(U(*range(1, 11)))
    assert set(found) == {("absent_in_marking_period", "1"), ("habitual_marking", "1")}
    assert numbers(found, "habitual_marking", "1") == {
        "days": 10,
        "of": 45,
        "more_than": 20,
        "first_on": day(10),
    }
    assert found["habitual_marking", "1"]["citation"] == "Rule 4"


def test_eight_and_eight_meet_the_semester_on_the_sixteenth():
    found = find(U(*range(1, 9), *range(46, 54)))
    assert set(found) == {("absent_in_semester", "1")}
    assert numbers(found, "absent_in_semester", "1")["first_on"] == day(53)


@pytest.mark.parametrize(("more", "is_habitual"), [(0, False), (1, True)])
def test_eighteen_of_ninety_is_not_in_excess_of_a_fifth_and_nineteen_is(more, is_habitual):
    found = find(U(*range(1, 10), *range(46, 55 + more)))
    assert (("habitual_semester", "1") in found) is is_habitual
    assert ("absent_in_semester", "1") in found


def test_six_six_six_and_three_meet_the_year_alone():
    found = find(U(*range(1, 7), *range(46, 52), *range(91, 97), *range(136, 139)))
    assert set(found) == {("absent_in_year", "year")}
    assert numbers(found, "absent_in_year", "year") == {
        "days": 21,
        "more_than": 20,
        "first_on": day(138),
    }


def test_parts_of_days_count_where_the_rule_says_so():
    found = find(P(*range(1, 11)))
    assert set(found) == {("habitual_marking", "1")}


HALVES = {
    **ACT,
    "within": "marking",
    "least": 3,
    "near": 2,
    "portion": "half",
    "portion_minutes": 120,
}


def test_half_days_add_up():
    pack = pack_with(halves=HALVES)
    found = find(U(2), P(3, 4, 5, 6), pack=pack)
    assert found["halves", "1"]["verdict"] == "met"
    assert numbers(found, "halves", "1") == {"days": 3, "least": 3, "first_on": day(6)}


def test_a_half_day_short_is_near():
    found = find(U(2), P(3, 4, 5), pack=pack_with(halves=HALVES))
    assert found["halves", "1"]["verdict"] == "near"
    assert numbers(found, "halves", "1") == {"days": 2.5, "least": 3}


def test_less_than_the_minutes_of_a_half_day_is_none():
    found = find(U(2), P(3, 4, 5, 6, minutes=119), pack=pack_with(halves=HALVES))
    assert found == {}


@pytest.mark.parametrize(("last", "is_met"), [(20, True), (21, False)])
def test_five_days_within_any_twenty_school_days(last, is_met):
    rolling = {**ACT, "within": "rolling", "school_days": 20, "least": 5}
    found = find(U(1, 5, 8, 10, last), pack=pack_with(rolling=rolling))
    assert bool(found) is is_met
    if is_met:
        assert numbers(found, "rolling", "rolling") == {
            "days": 5,
            "least": 5,
            "from": day(1),
            "first_on": day(20),
        }


@pytest.mark.parametrize(("as_of", "is_met"), [(20, True), (21, False)])
def test_a_share_of_the_days_enrolled_so_far(as_of, is_met):
    share = {**ACT, "within": "year", "share_of": "enrolled", "least": 10}
    found = find(U(1, 2), pack=pack_with(share=share), as_of=DAYS[as_of - 1])
    assert [row["numbers"] for row in found.values()] == (
        [{"days": 2, "of": 20, "least": 10}] if is_met else []
    )


def test_who_came_late_is_held_against_the_days_enrolled_of_the_period():
    found = find(U(41, 42), entry=DAYS[40 - 1])  # the last six days of the quarter
    assert numbers(found, "habitual_marking", "1")["of"] == 6


def test_what_is_still_to_come_of_a_period_counts_with_it():
    found = find(U(*range(1, 11)), as_of=DAYS[9])
    assert numbers(found, "habitual_marking", "1")["of"] == 45


def test_a_month_is_a_stretch_of_its_own():
    monthly = {**ACT, "within": "month", "least": 3}
    found = find(U(1, 2, 3, 11, 12), pack=pack_with(monthly=monthly))
    assert [period for _, period in found] == ["2025-08"]


def test_absent_days_for_any_reason_and_occasions():
    tests = {
        "missed": {**ACT, "counts": "absent", "within": "year", "least": 2},
        "counted": {**ACT, "counts": "occasions", "within": "year", "least": 3},
    }
    found = find(U(1, 2), P(3), pack=pack_with(**tests))
    assert {test: row["numbers"]["days"] for (test, _), row in found.items()} == {
        "missed": 2,
        "counted": 3,
    }


def test_california_is_told_by_its_standings():
    found = find(U(1, 2, 3), pack=load_pack("california"), as_of=DAYS[19])
    assert {test: row["numbers"] for (test, _), row in found.items()} == {
        "truant": {"days": 3, "least": 3},
        "chronic_truant_arithmetic": {"days": 3, "of": 20, "least": 10},
    }
    assert not Finding.objects.exists()  # asking stores nothing

"""The numbered rules at their boundaries, through the reference and through the pipeline."""

from datetime import date

import pytest

from tests.attendance.fall_of_2026 import (
    AS_OF,
    IC,
    II,
    PE,
    PU,
    TE,
    TV,
    U40,
    E,
    I,
    L,
    P,
    S,
    T,
    U,
    V,
    enrolled,
    on,
    student_year,
)
from tests.attendance.plain import Submission
from tests.attendance.reference_window import birthday

DAY = "08-20"
ALL = "12345"
SHORT = tuple((period, 20) for period in ALL)
BOTH = (enrolled(), enrolled(school=2))
WINDOW = {"truancy.pending_window_school_days": 3}


def periods(mark, minutes=None, of=ALL, school=1):
    """The mark in each of the periods of 20 August."""
    return [mark(DAY, minutes, period, school) for period in of]


def resolved(engine, *marks, overrides=None, **world):
    """(outcome, excuse, gap, occasions, why) of 20 August 2026."""
    day = engine(student_year(*marks, **world), AS_OF, overrides or {})[1][0][on(DAY)]
    return day.outcome, day.excuse, day.gap_minutes, day.occasions, day.why


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ([U(DAY)], ("absent", "unexcused", None, 1, "full_day")),
        ([E(DAY)], ("absent", "excused", None, 0, "excused")),
        ([V(DAY)], ("absent", "unverified", None, 0, "unverified")),
        ([S(DAY)], ("oss", "", None, 0, "suspension")),
        ([I(DAY)], ("iss", "", None, 0, "suspension")),
        ([IC(DAY)], ("is_complete", "", None, 0, "study")),
        ([II(DAY)], ("is_incomplete", "", None, 0, "study")),
        ([P(DAY)], ("attended", "", None, 0, "attended")),
        ([E(DAY), *periods(P)], ("absent", "excused", None, 0, "excused")),
        ([E(DAY), U(DAY, 50, "1")], ("absent", "excused", None, 0, "excused")),
        ([V(DAY), PU(DAY, 50, "1")], ("absent", "unverified", None, 0, "unverified")),
    ],
)
def test_d2_whole_day(engine, marks, expected):
    assert resolved(engine, *marks) == expected


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        (periods(U), ("absent", "unexcused", 250, 1, "full_day")),
        (periods(U, of="1234"), ("partial", "unexcused", 200, 1, "gap")),
        ([*periods(U, of="1234"), P(DAY, period="5")], ("partial", "unexcused", 200, 1, "gap")),
        ([*periods(U), P(DAY)], ("partial", "unexcused", 250, 1, "gap")),
        ([*periods(U), U(DAY, None, "9")], ("absent", "unexcused", 250, 1, "full_day")),
        (
            [*periods(U, of="1234"), E(DAY, None, "5")],
            ("absent", "mixed", 200, 1, "gap"),
        ),
        (periods(S), ("oss", "", None, 0, "suspension")),
        (periods(II), ("is_incomplete", "", None, 0, "study")),
        ([*periods(S, of="12"), *periods(II, of="345")], ("absent", "mixed", None, 0, "excused")),
        ([*periods(S, of="1234"), U(DAY, None, "5")], ("absent", "mixed", 50, 1, "gap")),
    ],
)
def test_d3_by_periods(engine, marks, expected):
    assert resolved(engine, *marks) == expected


@pytest.mark.parametrize("minutes", [None, 25])
def test_d3_without_a_bell_schedule_the_marked_periods_decide(engine, minutes):
    marks = [U(DAY, minutes, period, 2) for period in "12"]
    expected = ("absent", "unexcused", minutes, 1, "full_day")
    assert resolved(engine, *marks, enrollments=(enrolled(school=2),)) == expected


@pytest.mark.parametrize(
    ("marks", "outcome"),
    [
        ([T(DAY, 5), I(DAY, period="2")], "tardy"),
        ([T(DAY, 5, "1"), L(DAY, 5, "5")], "partial"),
        ([I(DAY), IC(DAY, period="2")], "iss"),
        ([P(DAY), IC(DAY, period="2")], "is_complete"),
        ([P(DAY), S(DAY, period="2")], "partial"),
        ([P(DAY, period="1"), P(DAY, period="2")], "attended"),
    ],
)
def test_d4_the_order_of_the_list_decides(engine, marks, outcome):
    assert resolved(engine, *marks)[0] == outcome


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ([U(DAY), U(DAY, school=2)], ("absent", "unexcused", None, 1, "full_day")),
        ([U(DAY), E(DAY, school=2)], ("absent", "mixed", None, 0, "no_minutes")),
        ([U(DAY), S(DAY, school=2)], ("absent", "mixed", None, 0, "no_minutes")),
        ([U(DAY), P(DAY, school=2)], ("attended", "", None, 0, "attended")),
        ([*periods(U), E(DAY, school=2)], ("absent", "mixed", 250, 1, "gap")),
        ([U(DAY), T(DAY, 20, school=2)], ("tardy", "unexcused", 20, 0, "too_short")),
    ],
)
def test_d5_two_schools(engine, marks, expected):
    assert resolved(engine, *marks, enrollments=BOTH) == expected


@pytest.mark.parametrize(
    ("rolls", "outcome"),
    [
        ((Submission(1, on(DAY)),), "tardy"),
        ((Submission(1, on(DAY)), Submission(2, on(DAY))), "not_taken"),
        ((Submission(1, on(DAY), taken=True),), "absent"),
        ((Submission(1, on(DAY), section="Algebra"),), "absent"),
    ],
)
def test_d1_a_school_that_took_no_attendance_does_not_decide(engine, rolls, outcome):
    marks = [U(DAY), U(DAY, school=2)] if outcome == "absent" else [U(DAY), T(DAY, 9, school=2)]
    assert resolved(engine, *marks, enrollments=BOTH, submissions=rolls)[0] == outcome


@pytest.mark.parametrize(
    ("unknown", "expected"),
    [
        ("5", ("partial", "unexcused", 200, 1, "gap")),
        ("3", ("partial", "unexcused", 100, 1, "gap")),
    ],
)
def test_d1_a_period_not_taken_leaves_its_marks_out(engine, unknown, expected):
    rolls = (Submission(1, on(DAY), period=unknown),)
    assert resolved(engine, *periods(U), submissions=rolls) == expected


@pytest.mark.parametrize(
    ("marks", "excuse"),
    [
        ([T(DAY, 5, "1"), TE(DAY, 5, "2")], "mixed"),
        ([T(DAY, 5, "1"), PE(DAY, 5, "2")], "mixed"),
        ([TV(DAY, 5, "1"), TV(DAY, 5, "2")], "unverified"),
        ([S(DAY, None, "1")], ""),
    ],
)
def test_d6_excuse_of_part_of_a_day(engine, marks, excuse):
    assert resolved(engine, *marks)[1] == excuse


@pytest.mark.parametrize(
    ("marks", "bell", "gap"),
    [
        ([U(DAY, 12, "1")], SHORT, 12),  # the mark's minutes
        ([U40(DAY, None, "1")], SHORT, 40),  # the code's
        ([U(DAY, None, "1")], SHORT, 20),  # the period's
        ([U(DAY, None, "9")], SHORT, None),  # not in the bell schedule
        ([T(DAY, None, "1")], SHORT, None),  # a tardy has no length of its own
        ([L(DAY, 5, "1"), U(DAY, None, "2"), T(DAY, 7, "3")], SHORT, 32),
        ([T(DAY, 7, "1"), U(DAY, None, "2"), L(DAY, 5, "3")], SHORT, 20),
        ([U(DAY, None, "1"), U(DAY, None, "3")], SHORT, 20),
        ([U(DAY, None, "1"), E(DAY, None, "2"), U(DAY, None, "3")], SHORT, 20),
        ([U(DAY, 20, "1"), U(DAY, 20, "2")], (), 20),  # no bell: each stands alone
        ([L(DAY, None, "1"), U(DAY, None, "2")], SHORT, 20),
    ],
)
def test_c1_c3_minutes_and_gaps(engine, marks, bell, gap):
    assert resolved(engine, *marks, P(DAY, period="4"), bell=bell)[2] == gap


@pytest.mark.parametrize(
    ("mark", "overrides", "occasions", "why"),
    [
        (V(DAY), {}, 0, "unverified"),
        (V(DAY), {"truancy.uncleared_counts": True}, 1, "full_day"),
        (V(DAY), WINDOW, 1, "full_day"),
        (V(DAY), WINDOW | {"truancy.uncleared_counts": False}, 0, "unverified"),
        (TV(DAY, 31), WINDOW, 1, "gap"),
        (L(DAY, 31), {"truancy.early_leave": "ignore"}, 0, "attended"),
        (L(DAY, 31), {}, 1, "gap"),
    ],
)
def test_c2_open_rows(engine, mark, overrides, occasions, why):
    assert resolved(engine, mark, overrides=overrides)[3:] == (occasions, why)


@pytest.mark.parametrize(
    ("basis", "unit", "gap", "occasions"),
    [
        ("longest", "day", 50, 1),
        ("longest", "incident", 50, 2),
        ("sum", "day", 120, 1),
        ("sum", "incident", 120, 1),
    ],
)
def test_c4_occasions_of_one_day(engine, basis, unit, gap, occasions):
    marks = [T(DAY, 20, "1"), U(DAY, period="3"), U(DAY, period="5")]
    overrides = {"truancy.gap_basis": basis, "truancy.occasion_unit": unit}
    assert resolved(engine, *marks, overrides=overrides)[2:] == (gap, occasions, "gap")


@pytest.mark.parametrize(
    ("born", "whys"),
    [
        (None, ["no_birth_date"] * 3),
        (date(2020, 8, 21), ["age", "full_day", "full_day"]),
        (date(2008, 8, 21), ["full_day", "age", "age"]),
    ],
)
def test_c5_age_on_the_day(engine, born, whys):
    world = student_year(U("08-20"), U("08-21"), U("08-24"), born=born)
    assert [day.why for day in engine(world, AS_OF, {})[1][0].values()] == whys
    without = engine(world, AS_OF, {"truancy.age_filter": False})[1][1]
    assert without["counted_days"] == 3


@pytest.mark.parametrize(
    ("born", "age", "day"),
    [
        (date(2020, 2, 29), 6, date(2026, 2, 28)),
        (date(2020, 2, 29), 8, date(2028, 2, 29)),
        (date(2020, 3, 1), 6, date(2026, 3, 1)),
    ],
)
def test_c5_birthday_of_29_february(born, age, day):
    assert birthday(born, age) == day


@pytest.mark.parametrize(("opted_in", "why"), [(False, "charter"), (True, "full_day")])
def test_c6_charter_schools(engine, opted_in, why):
    overrides = {"truancy.charter": opted_in}
    found = resolved(
        engine, U(DAY, school=3), overrides=overrides, enrollments=(enrolled(school=3),)
    )
    assert found[4] == why

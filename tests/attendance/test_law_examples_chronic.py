"""Worked examples of chronic absence, by number, through the reference and the pipeline."""

import pytest

from tests.attendance.fall_of_2026 import (
    E,
    I,
    S,
    U,
    at,
    enrolled,
    filed,
    first_days,
    on,
    student_year,
)
from tests.attendance.plain import Step


@pytest.mark.parametrize(("absences", "chronic"), [(6, False), (7, True)])
def test_examples_28_29_chronic_arithmetic_48263_6(standing, absences, chronic):
    found = standing(student_year(*map(U, first_days(absences))))
    assert found["days_enrolled"] == 69
    assert (found["chronic_absentee"], found["chronic_truant_arithmetic"]) == (chronic, chronic)
    assert found["chronic_truant"] is False


ALL_STEPS = {
    "notice_48260_5": "09-17",
    "effort_48262": "09-30",
    "referral_48263": "10-15",
    "step_48291": "11-10",
}


@pytest.mark.parametrize("missing", [None, *ALL_STEPS])
def test_example_29_every_step_before_chronic_truant_48263_6(standing, missing):
    steps = tuple(Step(1, kind, at(day)) for kind, day in ALL_STEPS.items() if kind != missing)
    world = student_year(*map(U, first_days(7)), reports=filed("08-17", "08-18"), steps=steps)
    assert standing(world)["chronic_truant"] is (missing is None)


@pytest.mark.parametrize(("absences", "chronic"), [(3, False), (4, True)])
def test_example_30_from_the_date_of_enrollment_48263_6(standing, absences, chronic):
    days = first_days(absences, start="10-05")
    found = standing(student_year(*map(U, days), enrollments=(enrolled("10-05"),)))
    assert (found["days_enrolled"], found["chronic_truant_arithmetic"]) == (34, chronic)


def test_example_31_suspension_is_absence_60901(standing):
    days = first_days(8)
    world = student_year(*map(E, days[:5]), *map(S, days[5:7]), I(days[7]))
    found = standing(world)
    assert (found["days_absent"], found["days_suspended_out"]) == (7, 2)
    assert found["days_suspended_in"] == 1
    assert (found["chronic_absentee"], found["counted_days"]) == (True, 0)


@pytest.mark.parametrize(
    ("entry", "absences", "local", "state"),
    [
        ("10-09", 3, True, None),  # 30 expected days: the state leaves the student out
        ("10-08", 3, False, False),
        ("10-08", 4, True, True),
    ],
)
def test_examples_32_33_minimum_days_of_the_state_60901(standing, entry, absences, local, state):
    days = first_days(absences, start=entry)
    found = standing(student_year(*map(E, days), enrollments=(enrolled(entry),)))
    assert (found["chronic_absentee"], found["chronic_absentee_state"]) == (local, state)


@pytest.mark.parametrize(
    ("absences", "band"),
    [
        (3, "satisfactory"),
        (4, "at_risk"),
        (6, "at_risk"),
        (7, "moderate"),
        (13, "moderate"),
        (14, "severe"),
    ],
)
def test_example_35_bands(standing, absences, band):
    assert standing(student_year(*map(E, first_days(absences))))["band"] == band


@pytest.mark.parametrize(
    ("absences", "band"),
    [
        (4, "satisfactory"),
        (5, "at_risk"),
        (9, "at_risk"),
        (10, "moderate"),
        (19, "moderate"),
        (20, "severe"),
    ],
)
def test_example_36_exact_edges(standing, absences, band):
    hundredth = on(first_days(100)[-1])
    found = standing(student_year(*map(E, first_days(absences))), as_of=hundredth)
    assert (found["days_enrolled"], found["band"]) == (100, band)


@pytest.mark.parametrize(("absences", "chronic"), [(6, False), (7, True)])
def test_example_37_nine_percent_of_a_district_is_not_rounded(standing, absences, chronic):
    found = standing(student_year(*map(E, first_days(absences))), chronic__percent=9)
    assert found["chronic_absentee"] is chronic


def test_example_39_attendance_recovery_offsets_nothing_by_default_60901(standing):
    assert standing(student_year(*map(E, first_days(8))))["chronic_absentee"] is True

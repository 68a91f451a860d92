"""The tests that testland declares, by vectors made by hand: two side by side, half days, a stretch.

From 13 August to 30 October school is taught on 55 days, so a fifth of the first marking period is
11 days.
"""

from datetime import date

import pytest

from attendance.queries import explain_as_of
from tests.attendance.fall_of_2026 import DAYS, PU, U, student_year
from tests.attendance.world import load

FIRST_PERIOD = sorted(day for day in DAYS if day <= date(2026, 10, 31))
AS_OF = date(2026, 11, 20)
HALF, SHORT = 150, 60  # minutes of a part of a day


def full(days):
    return [U(f"{day:%m-%d}") for day in days]


def parts(days, minutes):
    return [PU(f"{day:%m-%d}", minutes) for day in days]


@pytest.fixture
def found(worker_db, testland):
    """What is found about a student with these marks: {key: (verdict, numbers)}, and flags."""

    def find(*marks):
        load(student_year(*marks))
        explanation = explain_as_of(1, pack=testland, as_of=AS_OF)
        return explanation, {one.key: (one.verdict, one.numbers) for one in explanation.findings}

    return find


def every(nth, days=FIRST_PERIOD):
    """Days far enough from each other that no stretch is met."""
    return days[::nth]


def test_the_first_marking_period_has_55_days():
    assert len(FIRST_PERIOD) == 55


def test_eight_days_are_near(found):
    _, findings = found(*full(every(4)[:8]))
    assert findings == {"often_away.1": ("near", {"days": 8, "more_than": 8})}


def test_eight_days_and_a_half_are_often_and_not_too_much(found):
    days = every(4)
    _, findings = found(*full(days[:8]), *parts(days[8:9], HALF))
    assert findings == {
        "often_away.1": (
            "met",
            {"days": 8.5, "more_than": 8, "first_on": days[8].isoformat()},
        )
    }


def test_twelve_short_parts_are_too_much_and_not_often(found):
    days = every(4)[:12]
    _, findings = found(*parts(days, SHORT))
    numbers = {"days": 12, "of": 55, "more_than": 20, "first_on": days[11].isoformat()}
    assert findings == {"far_away.1": ("met", numbers)}


def test_eleven_days_of_fifty_five_are_not_more_than_a_fifth(found):
    _, findings = found(*full(every(4)[:11]))
    assert set(findings) == {"often_away.1"}


def test_twelve_days_meet_both(found):
    explanation, findings = found(*full(every(4)[:12]))
    assert {key: verdict for key, (verdict, _) in findings.items()} == {
        "often_away.1": "met",
        "far_away.1": "met",
    }
    flag = explanation.flags["far_away.1"]
    assert flag.rule == (
        "Away for more than 20 percent of a marking period, each part of a day counted as one."
    )
    assert flag.citation == "Schools Rules 4"


def test_seven_days_of_ten_in_a_row(found):
    _, findings = found(*full(FIRST_PERIOD[:7]))
    assert findings["away_in_a_row.rolling"] == (
        "met",
        {
            "days": 7,
            "least": 7,
            "from": FIRST_PERIOD[0].isoformat(),
            "first_on": FIRST_PERIOD[6].isoformat(),
        },
    )


def test_it_is_called_by_the_pack_and_its_stretch(found):
    explanation, _ = found(*full(every(4)[:9]))
    assert [one.label for one in explanation.findings] == ["Often away, marking period 1"]

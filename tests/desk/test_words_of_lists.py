"""What lists and records say in words: orders, who was reached, initials; without a database."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from attendance.choices import Band
from desk.templatetags.desk import initials, order_words, reached_words
from tests.factories import TODAY

DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("order", "ends", "is_over", "said"),
    [
        ("Custody", None, False, "Custody, no end date on file"),
        ("", None, False, "No court order on file, no end date on file"),
        ("Custody", date(2026, 12, 1), False, "Custody, until December 1, 2026"),
        ("Custody", date(2026, 11, 2), True, "Custody, ended November 2, 2026: ask first"),
    ],
)
def test_an_order_says_until_when(order, ends, is_over, said):
    adult = SimpleNamespace(court_order=order, order_ends=ends, order_is_over=is_over)
    assert order_words(adult) == said


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({}, "Nobody reached yet"),
        ({"tells_reached": False}, ""),
        ({"band": Band.SATISFACTORY}, ""),  # who misses little is called as everybody is
        ({"band": Band.SATISFACTORY, "absent_now": 2}, ""),
        ({"band": Band.SATISFACTORY, "absent_now": 3}, "Nobody reached yet"),
        ({"band": "", "absent_now": 3}, "Nobody reached yet"),
        ({"band": Band.MODERATE}, "Nobody reached yet"),
        ({"reached_on": TODAY - 9 * DAY}, "Last reached Nov 9"),
        ({"reached_on": date(2026, 7, 1)}, "Last reached Jul 1"),
        ({"reached_on": date(2026, 6, 30)}, "Last reached Tue, Jun 30, 2026"),
    ],
)
def test_the_last_person_reached_is_said_of_whoever_misses_much(values, said):
    line = {"band": Band.SEVERE, "absent_now": 0, "tells_reached": True, "reached_on": None}
    assert reached_words(SimpleNamespace(**line | values), 3, school_year=2026) == said


@pytest.mark.parametrize(
    ("first", "last", "letters"),
    [("Ana", "Ito", "AI"), ("", "ito", "I"), ("Ana", "", "A"), ("", "", "?")],
)
def test_initials(first, last, letters):
    assert initials(SimpleNamespace(first_name=first, last_name=last)) == letters

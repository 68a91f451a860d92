"""What a report says of how it stands. No row is read."""

from datetime import date, datetime
from types import SimpleNamespace as Some
from zoneinfo import ZoneInfo

import pytest

from tests.pages import words_of_part

NOON = datetime(2026, 11, 18, 12, tzinfo=ZoneInfo("America/Los_Angeles"))
STATES = ("Waits for a decision", "Withdrawn", "Not countable", "Upheld", "Stands")


@pytest.mark.parametrize(
    ("state", "is_countable", "said"),
    [
        ("stands", True, "Stands"),
        ("stands", False, "Not countable"),
        ("upheld", True, "Upheld"),
        ("withdrawn", True, "Withdrawn"),
        ("withdrawn", False, "Withdrawn"),
        ("waits", True, "Waits for a decision"),
    ],
)
def test_a_report_has_one_state(state, is_countable, said):
    about = {"state": state, "is_countable": is_countable}
    text = words_of_part("attendance/_report_state.html", **about)
    assert [words for words in STATES if words in text] == [said]


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({}, ["Report 2", "Stands"]),
        ({"waits": True}, ["Report 2", "Waits for a decision"]),
        ({"number": None, "stands": False}, ["Not counted", "Does not stand"]),
    ],
)
def test_a_report_of_a_student_s_page_says_whether_it_counts(values, told):
    plain = {
        "number": 2,
        "waits": False,
        "stands": True,
        "filed_at": NOON,
        "filed_by": "Bo",
        "because": "",
        "citation": "",
        "listed_dates": [date(2026, 9, 3)],
    }
    year = Some(reports=[Some(**{**plain, **values})])
    file = Some(year=year, school_year=2026, student=Some(pk=4), way_to=lambda day: f"#day-{day}")
    text = words_of_part("desk/_reports.html", file=file)
    every = ("Report 2", "Not counted", "Stands", "Waits for a decision", "Does not stand")
    assert [words for words in every if words in text] == told
    assert "Sep 3" in text
    assert "No report this year" not in text

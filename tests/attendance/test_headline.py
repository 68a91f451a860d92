"""What is said first of a child is the worst true thing: never that nothing is counted over it."""

import pytest

from attendance.rules.headline import Headline, headline_of

WORDS = {"satisfactory": "Satisfactory", "at_risk": "At risk", "moderate": "Moderate chronic"}


def said(*, now=0, absent=0, enrolled=100, band="satisfactory", least=3):
    return headline_of(
        absent_now=now,
        days_absent=absent,
        days_enrolled=enrolled,
        band=band,
        band_words=WORDS.get(band, ""),
        least=least,
    )


@pytest.mark.parametrize("now", [0, 1, 2])
def test_who_misses_little_has_no_headline(now):
    assert said(now=now, absent=now) is None


@pytest.mark.parametrize(
    ("now", "least", "days"),
    [
        (3, 3, "Absent 3 school days in a row"),
        (8, 3, "Absent 8 school days in a row"),
        (1, 1, "Absent 1 school day in a row"),
    ],
)
def test_days_in_a_row_come_first_from_the_day_of_the_policy_on(now, least, days):
    assert said(now=now, least=least) == Headline(days, "", "danger", "alert-octagon")
    assert said(now=now, least=now + 1) is None


def test_the_share_stands_beside_days_in_a_row():
    found = said(now=8, absent=13, band="moderate")
    assert (found.text, found.note) == (
        "Absent 8 school days in a row",
        "Moderate chronic, 13.00% absent",
    )


@pytest.mark.parametrize(
    ("band", "absent", "text", "tone"),
    [
        ("at_risk", 5, "At risk, 5.00% absent", "warn"),
        ("moderate", 13, "Moderate chronic, 13.00% absent", "grave"),
        ("severe", 25, ", 25.00% absent", "danger"),
    ],
)
def test_else_the_share_of_the_year_by_its_band(band, absent, text, tone):
    found = said(now=2, absent=absent, band=band)
    assert (found.text, found.note, found.tone) == (text, "", tone)


def test_of_a_year_that_may_not_be_read_nothing_is_said():
    assert said(band="") is None

"""School years, names and phones, as people write them."""

from datetime import date

import pytest

from students.rules import (
    first_day_of,
    label_of,
    last_day_of,
    phone_key,
    school_year_of,
    search_key,
)


@pytest.mark.parametrize(
    ("day", "year"),
    [(date(2026, 6, 30), 2025), (date(2026, 7, 1), 2026), (date(2027, 6, 30), 2026)],
)
def test_a_school_year_runs_from_july_to_june(day, year):
    assert school_year_of(day) == year


def test_a_school_year_has_its_first_and_last_day_and_its_label():
    assert (first_day_of(2026), last_day_of(2026)) == (date(2026, 7, 1), date(2027, 6, 30))
    assert [label_of(2026), label_of(2099)] == ["2026-27", "2099-00"]


@pytest.mark.parametrize(
    ("names", "key"),
    [
        (("Íñigo", "", "Núñez-Castro"), "inigo nunez castro"),
        (("Ánh", "Đỗ"), "anh do"),
        (("  O’Neil ", "Łukasz"), "o neil lukasz"),
        (("서연", "Kim"), "서연 kim"),
        (("Straße",), "strasse"),
    ],
)
def test_names_are_searched_without_accents(names, key):
    assert search_key(*names) == search_key(key) != ""


@pytest.mark.parametrize(
    ("written", "digits"),
    [("(213) 555-0100", "2135550100"), ("+1 213.555.0100", "2135550100"), ("", "")],
)
def test_phones_are_searched_by_their_digits(written, digits):
    assert phone_key(written) == digits

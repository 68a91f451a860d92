"""School years, names and phones, as people write them."""

from datetime import date, timedelta

import pytest

from students.choices import Relation
from students.models import Enrollment
from students.rules import (
    first_day_of,
    label_of,
    last_day_of,
    phone_key,
    school_year_of,
)
from students.rules.mail import is_of_age
from students.rules.people import age_on, grade_words, plain_relation
from tests.attendance.reference_window import birthday
from tests.factories import TODAY, EnrollmentFactory


@pytest.mark.parametrize(
    ("born", "age"),
    [
        (date(2015, 11, 18), 11),
        (date(2015, 11, 19), 10),
        (date(2016, 2, 29), 10),
        (date(2026, 11, 18), 0),
        (None, None),
    ],
)
def test_a_year_of_age_is_complete_on_the_birthday(born, age):
    assert age_on(born, date(2026, 11, 18)) == age


@pytest.mark.parametrize(
    ("day", "age"),
    [
        (date(2026, 2, 27), 17),
        (date(2026, 2, 28), 18),
        (date(2026, 3, 1), 18),
        (date(2028, 2, 28), 19),
        (date(2028, 2, 29), 20),
    ],
)
def test_a_birthday_of_29_february(day, age):
    """As the counted days have it: whoever is of age for the law gets the letters."""
    born = date(2008, 2, 29)
    assert age_on(born, day) == age
    assert is_of_age(born, day) == (age >= 18)
    assert (birthday(born, 18) <= day) == (age >= 18)


@pytest.mark.parametrize(
    ("grade", "words"),
    [
        ("7", "Grade 7"),
        ("k", "Kindergarten"),
        ("TK", "Transitional kindergarten"),
        ("Adult", "Adult"),
        ("", ""),
    ],
)
def test_grades_are_said_as_schools_say_them(grade, words):
    assert grade_words(grade) == words


def test_no_plain_word_tells_of_a_placement():
    telling = {"foster_parent", "caregiver", "agency_worker", "other"}
    words = {relation: plain_relation(relation) for relation in Relation.values}
    assert {words[relation] for relation in telling} == {"Caregiver", "Other adult"}
    assert words["mother"] == "Mother"
    assert Relation.OTHER.label != words["other"]


@pytest.mark.parametrize(
    ("entered", "left", "tail", "is_open"),
    [
        (0, None, 0, True),
        (-1, None, 0, False),
        (5, 0, 0, True),
        (5, 1, 0, False),
        (5, 1, 1, True),
    ],
)
def test_an_enrollment_is_open_through_its_last_day(worker_db, entered, left, tail, is_open):
    """`entered` and `left` are days before the day that is asked about."""
    last = None if left is None else TODAY - timedelta(days=left)
    EnrollmentFactory(entry_date=TODAY - timedelta(days=entered), exit_date=last)
    assert Enrollment.objects.open_on(TODAY, tail=tail).exists() is is_open


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
    ("written", "digits"),
    [("(213) 555-0100", "2135550100"), ("+1 213.555.0100", "2135550100"), ("", "")],
)
def test_phones_are_searched_by_their_digits(written, digits):
    assert phone_key(written) == digits

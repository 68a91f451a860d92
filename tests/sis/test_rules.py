"""Rules of the import: one cell, one word, one limit at a time."""

import pytest

from sis.rules import limits, values, words
from sis.rules.values import Unreadable


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-09-14", "2026-09-14"),
        ("2026-09-14T00:00:00", "2026-09-14"),
        ("2028-02-29", "2028-02-29"),
        ("", None),
    ],
)
def test_a_date(text, day):
    assert values.iso_date(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "0000-00-00",
        "2026-02-31",
        "2027-02-29",
        "9999-12-31",
        "1899-12-31",
        "9/14/2026",
        "2026-9-14",
        "20260914",
        "2026-09-14T08:30:00",
        "\N{FULLWIDTH DIGIT TWO}026-09-14",
        "NULL",
    ],
)
def test_no_date(text):
    with pytest.raises(Unreadable):
        values.iso_date(text)


def test_a_date_in_the_format_a_mapping_names():
    assert values.date_in("%m/%d/%Y")("4/2/2000") == "2000-04-02"
    with pytest.raises(Unreadable):
        values.date_in("%m/%d/%Y")("2000-04-02")


@pytest.mark.parametrize("unseen", ["\n", "\r\n", "\t", "\x1d", "\x1e", "\x1f", "\u2028"])
def test_separators_within_a_text_become_single_spaces(unseen):
    read = values.text_up_to(20)
    assert read(f"Period{unseen}1") == "Period 1"
    assert read("Muñoz  O'Brien") == "Muñoz  O'Brien"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("TRUE", "t"),
        ("true", "t"),
        ("1", "t"),
        ("Y", "t"),
        ("yes", "t"),
        ("X", "t"),
        ("No", "f"),
        ("0", "f"),
        ("F", "f"),
        ("", None),
    ],
)
def test_yes_and_no(text, value):
    assert values.yes_no(text) == value


def test_neither_yes_nor_no():
    with pytest.raises(Unreadable, match="true or false"):
        values.yes_no("maybe")


@pytest.mark.parametrize(
    ("text", "value"), [("0", "0"), ("1440", "1440"), ("35.0", "35"), ("", None)]
)
def test_minutes(text, value):
    assert values.whole_minutes(text) == value


@pytest.mark.parametrize("text", ["-1", "1441", "1.5", "ten", "²"])
def test_no_minutes(text):
    with pytest.raises(Unreadable):
        values.whole_minutes(text)


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        ("Eleventh grade", "11"),
        ("First grade", "1"),
        ("Grade 7", "7"),
        ("07", "7"),
        ("9th", "9"),
        ("Kindergarten", "K"),
        ("KG", "K"),
        ("Transitional Kindergarten", "TK"),
        ("PK", "PK"),
        ("Ungraded secondary", "Ungraded secondary"),
        ("13", "13"),
        ("7.0", "7"),
        ("0", "K"),
        ("0.0", "K"),
        ("-1", "-1"),
        ("-2", "-2"),
        ("-1.0", "-1.0"),
        ("1.5", "1.5"),
        ("", ""),
    ],
)
def test_grade(text, grade):
    assert words.grade(text) == grade


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("Mother", "mother"),
        ("Legal Guardian", "legal_guardian"),
        ("Grandmother", "grandparent"),
        ("Foster Parent", "foster_parent"),
        ("Neighbor", "other"),
        ("", "other"),
    ],
)
def test_relation(text, relation):
    assert words.relation(text) == relation


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("IEP", "iep"),
        ("504", "504"),
        ("ELL", "el"),
        ("McKinney-Vento", "homeless"),
        ("pregnant_parenting", "pregnant_parenting"),
        ("Chess club", "other"),
    ],
)
def test_population(text, kind):
    assert words.population(text) == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("present", "present"),
        ("ISS", "iss"),
        ("Out-of-School Suspension", "oss"),
        ("is_incomplete", "is_incomplete"),
        ("Late", "tardy"),
    ],
)
def test_kind_of_mark(text, kind):
    assert words.mark_kind(text) == kind


def test_an_unknown_kind_names_those_there_are():
    with pytest.raises(Unreadable, match="present, absent, tardy"):
        words.mark_kind("gone fishing")


@pytest.mark.parametrize(
    ("text", "excuse"), [("Excused", "excused"), ("UNLAWFUL", "unexcused"), ("", "")]
)
def test_excuse(text, excuse):
    assert words.excuse(text) == excuse


def test_an_unknown_excuse():
    with pytest.raises(Unreadable):
        words.excuse("sort of")


@pytest.mark.parametrize(
    ("limit", "count", "of", "passed"),
    [
        (limits.BAD_ROWS, 20, 1000, False),  # exactly 2% is allowed
        (limits.BAD_ROWS, 21, 1000, True),
        (limits.BAD_ROWS, 19, 19, False),  # fewer than 20 rows never stop a run
        (limits.BAD_ROWS, 20, 20, True),
        (limits.ENDED_SCHOOL, 50, 500, False),
        (limits.ENDED_SCHOOL, 51, 500, True),
        (limits.MARKS_REMOVED, 25, 5000, False),
        (limits.MARKS_REMOVED, 26, 5000, True),
        (limits.NAMES, 20, 0, True),
    ],
)
def test_a_limit_on_both_sides(limit, count, of, passed):
    assert limits.passes(limit, count, of) is passed


@pytest.mark.parametrize(
    ("rows", "earlier", "small"),
    [
        (79, [100] * 5, True),
        (80, [100] * 5, False),
        (79, [100] * 4, False),  # after five
        (0, [100] * 5, False),  # a header alone says nothing
        (60, [79] * 5, False),  # 19 rows fewer
    ],
)
def test_a_file_too_small(rows, earlier, small):
    assert limits.is_too_small(rows, earlier) is small


def test_a_refusal_names_the_limit_the_numbers_and_the_remedy():
    said = limits.refusal(limits.BAD_ROWS, 21, 1000, where="marks.csv")
    assert said.startswith("21 rows of marks.csv are bad: 2.1% of its rows (1,000); ")
    assert "bad-rows is 2%" in said
    assert "--allow-drop" in said

"""Words as the box counted them, and days that can be meant: each edge, on both sides."""

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django import forms

from core.boxes import pick_words
from core.fields import DayField, LineField, LongTextField, MomentField, Option, plain
from core.forms import FilledForm, faults_of

TODAY = date(2026, 11, 27)


class DiaryForm(FilledForm):
    on = DayField(label="Day", first=-30, last=1, required=False)
    at = MomentField(label="Moment", required=False)
    line = LineField(label="Line", max_length=10, required=False)
    text = LongTextField(label="Text", max_length=20, required=False, strip=False)


def sent(**values):
    return DiaryForm(values, today=TODAY)


def cleaned(name, value):
    form = sent(**{name: value})
    assert form.is_valid(), form.errors
    return form.cleaned_data[name]


# --- Words ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("one\r\ntwo", "one\ntwo"),
        ("one\rtwo", "one\ntwo"),
        ("a\x00b\x1bc\x7f", "abc"),
        ("tab\tand\nline", "tab\tand\nline"),
        ("Nguyễn 서연 👪", "Nguyễn 서연 👪"),
    ],
)
def test_what_no_person_writes_is_left_out_and_a_break_is_one(typed, kept):
    assert plain(typed) == kept


def test_what_the_box_let_in_is_kept():
    """A browser counts a line break as one character, and sends two."""
    as_sent = "\r\n".join("a" * 10)  # nineteen for the box, twenty-eight on the way
    assert cleaned("text", as_sent + "b") == "\n".join("a" * 10) + "b"
    assert "text" in sent(text=as_sent + "bc").errors


def test_a_line_stays_one_line():
    assert cleaned("line", " one\r\ntwo ") == "one two"
    assert "line" in sent(line="x" * 11).errors


def test_how_long_it_is_and_may_be_is_said():
    [fault] = faults_of(sent(line="x" * 11))
    assert fault.words == "The line must be 10 characters or fewer: it has 11."


# --- Days -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-11-20", date(2026, 11, 20)),
        ("0026-11-20", date(2026, 11, 20)),  # 11/20/26 in a browser's box
        ("11/20/2026", date(2026, 11, 20)),
        ("11/20/26", date(2026, 11, 20)),
        ("11-20-2026", date(2026, 11, 20)),
        ("", None),
    ],
)
def test_a_day_is_read_as_people_write_it(typed, day):
    assert cleaned("on", typed) == day


@pytest.mark.parametrize(
    ("day", "fits"),
    [
        ("2026-10-28", True),
        ("2026-10-27", False),
        ("2026-11-28", True),
        ("2026-11-29", False),
        ("0202-11-20", False),
        ("2126-11-20", False),
        ("0099-11-20", False),  # 1999
        ("11/20/99", False),
    ],
)
def test_a_day_lies_between_two_that_can_be_meant(day, fits):
    form = sent(on=day)
    assert form.is_valid() is fits
    said = [fault.words for fault in faults_of(form)]
    assert said == ([] if fits else ["The day must be between Oct 28, 2026 and Nov 28, 2026."])


class BirthForm(FilledForm):
    born = DayField(label="Born", first=-365 * 120, last=365 * 120)


@pytest.mark.parametrize("typed", ["11/20/{}", "11-20-{}", "00{}-11-20"])
@pytest.mark.parametrize(
    ("short", "year"),
    [
        (26, 2026),
        (27, 2027),
        (75, 2075),
        (76, 1976),
        (69, 2069),
        (68, 2068),
        (99, 1999),
        (15, 2015),
    ],
)
def test_a_year_of_two_digits_is_the_nearest_however_it_is_typed(typed, short, year):
    """Fifty years back, forty-nine ahead: not from 1969 on, as strptime has it."""
    form = BirthForm({"born": typed.format(short)}, today=TODAY)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["born"] == date(year, 11, 20)


def test_the_window_moves_with_the_day():
    form = BirthForm({"born": "1/1/76"}, today=date(2027, 1, 1))
    assert form.is_valid()
    assert form.cleaned_data["born"] == date(2076, 1, 1)


@pytest.mark.parametrize("typed", ["tomorrow", "2026-02-30", "20/11/2026", "11/20", "0000-01-01"])
def test_what_is_no_day_is_asked_again(typed):
    [fault] = faults_of(sent(on=typed))
    assert fault.words == "Write the day as month, day and year, such as 11/20/2026."


def test_the_box_offers_the_same_days():
    assert (
        sent().fields["on"].widget.attrs.items()
        >= {"min": "2026-10-28", "max": "2026-11-28"}.items()
    )


def test_a_day_that_was_read_is_shown_as_it_was_read():
    form = sent(on="0026-11-20", line="x" * 11)
    assert form["on"].value() == date(2026, 11, 20)
    assert 'value="2026-11-20"' in str(form["on"])
    assert sent(on="soon")["on"].value() == "soon"


@pytest.mark.parametrize(
    "typed", [" 2026-11-20T14:05 ", "2026-11-20T14:05", "0026-11-20T14:05", "2026-11-20T14:05:00"]
)
def test_a_moment_is_near_today_and_of_the_district(typed):
    here = ZoneInfo("America/Los_Angeles")
    assert cleaned("at", typed) == datetime(2026, 11, 20, 14, 5, tzinfo=here)


def test_a_moment_that_was_read_is_shown_as_it_was_read():
    form = sent(at="0026-11-20T14:05", line="x" * 11)
    assert 'value="2026-11-20T14:05"' in str(form["at"])
    assert sent(at="noon")["at"].value() == "noon"


@pytest.mark.parametrize("typed", ["2026-11-01T01:30", "0026-11-01T01:30", "0026-03-08T02:30"])
def test_a_moment_that_was_twice_or_never_is_asked_for_again(typed):
    """The clocks of the year that is meant: they were not changed in the year 26."""
    [fault] = faults_of(sent(at=typed))
    assert fault.words == "The clocks were changed at that time: write one an hour later."


def test_what_is_no_moment_is_asked_again():
    [fault] = faults_of(sent(at="noon"))
    assert fault.words.startswith("Write the moment as day and time")


# --- Choices ----------------------------------------------------------------------------------


def test_a_choice_says_more_than_its_words_and_escapes_them():
    option = Option("<Ana>", note="<her> mother", mark="phone")
    assert (option, option.note) == ("<Ana>", "<her> mother")
    drawn = pick_words(option)
    assert "&lt;Ana&gt; <small>&lt;her&gt; mother</small>" in drawn
    assert re.search(r"icons\.\w+\.svg#phone", drawn)
    assert pick_words("Plain") == "Plain"


def test_options_are_choices():
    field = forms.ChoiceField(choices=[("a", Option("A", note="first"))])
    assert field.clean("a") == "a"

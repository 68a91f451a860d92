"""What the form of an interview makes of what was sent: without a database, from a pack as it is."""

import re
from datetime import timedelta

import pytest
from django.template import Context

from core.forms import Weighed
from core.keys import sent_key
from law.packs import load_pack
from plans.choices import FAMILIES, Speaker, TalkedHow
from plans.forms import InterviewForm
from plans.models import MOST_BARRIERS
from students.rules.around import Adult
from tests.factories import TODAY

PRACTICE = load_pack("california").practice
TAPPED = [*(("checkbox", family) for family in FAMILIES), ("radio", "main")]
ROSA = Adult(7, "Rosa Ito", relation="Mother")


def form(**values):
    """The form as it was sent: the student spoke of mornings."""
    data = {"who": "student", "barrier": ["B05"], **values}
    return InterviewForm(data, adults=[ROSA], practice=PRACTICE, today=TODAY)


def said(**values):
    sent = form(**values)
    assert sent.is_valid(), sent.errors
    return sent.said()


def faults(**values):
    return {name: list(errors) for name, errors in form(**values).errors.items()}


def test_each_family_offers_its_own_barriers_and_all_of_them_together_every_one():
    blank = InterviewForm(adults=[ROSA], practice=PRACTICE, today=TODAY)
    offered = [code for family in FAMILIES for code, _ in blank.fields[family].choices]
    assert offered == list(PRACTICE.barriers)
    assert [len(blank.fields[family].choices) for family in FAMILIES] == [20, 7, 4, 4]


def test_the_one_that_weighs_most_is_any_of_them_or_none():
    blank = InterviewForm(practice=PRACTICE, today=TODAY)
    assert [code for code, _ in blank.fields["main"].choices] == ["", *PRACTICE.barriers]


def test_the_student_is_asked_first_then_the_adults_on_file():
    blank = InterviewForm(adults=[ROSA], practice=PRACTICE, today=TODAY)
    who = [(value, str(words)) for value, words in blank.fields["who"].choices]
    assert who == [
        ("student", "The student"),
        ("adult:7", "Rosa Ito"),
        ("someone", "Somebody else of the family"),
        ("staff", "Somebody of the staff"),
    ]


@pytest.mark.parametrize(
    ("values", "speaker", "adult"),
    [
        ({}, Speaker.STUDENT, None),
        ({"who": "adult:7"}, Speaker.ADULT, 7),
        ({"who": "someone", "with_name": "Aunt"}, Speaker.SOMEONE, None),
        ({"who": "staff"}, Speaker.STAFF, None),
    ],
)
def test_who_spoke(values, speaker, adult):
    found = said(**values)
    assert (found.speaker, found.guardian and found.guardian.pk) == (speaker, adult)


@pytest.mark.parametrize(
    ("values", "barriers", "main"),
    [
        ({}, ["B05"], ""),
        ({"barrier": ["B06", "B05"]}, ["B06", "B05"], ""),
        ({"aversion": ["A01"]}, ["B05", "A01"], ""),
        ({"disengagement": ["D01"], "misconception": ["M03"]}, ["B05", "D01", "M03"], ""),
        ({"main": "B05"}, ["B05"], "B05"),
        ({"disengagement": ["D01"], "main": "D01"}, ["B05", "D01"], "D01"),
        # Of a box that was ticked and is no longer.
        ({"main": "D01"}, ["B05"], ""),
    ],
)
def test_what_was_named(values, barriers, main):
    found = said(**values)
    assert (found.barriers, found.main) == (barriers, main)


@pytest.mark.parametrize(
    ("values", "how", "held_on"),
    [
        ({}, TalkedHow.SCHOOL, TODAY),
        ({"how": "phone"}, TalkedHow.PHONE, TODAY),
        (
            {"held_on": (TODAY - timedelta(days=60)).isoformat()},
            TalkedHow.SCHOOL,
            TODAY - timedelta(days=60),
        ),
    ],
)
def test_when_and_how(values, how, held_on):
    found = said(**values)
    assert (found.how, found.held_on) == (how, held_on)


@pytest.mark.parametrize("days", [-61, 1])
def test_an_interview_is_of_the_last_two_months_and_not_of_a_day_to_come(days):
    assert "held_on" in faults(held_on=(TODAY + timedelta(days=days)).isoformat())


def test_at_most_so_many_matter_now():
    codes = list(PRACTICE.barriers)[: MOST_BARRIERS + 1]
    assert said(barrier=codes[:MOST_BARRIERS]).barriers == codes[:MOST_BARRIERS]
    assert faults(barrier=codes) == {"__all__": ["Choose at most 6: those that matter now."]}


def test_each_barrier_stands_once_with_whether_it_weighs_most_beside_it():
    blank = InterviewForm(adults=[ROSA], practice=PRACTICE, today=TODAY)
    drawn = Weighed("main", *FAMILIES).render(blank, Context(), "psa_forms")
    assert drawn.count("Sleep, mornings") == 2  # the words, and the name of the button beside them
    assert 'aria-label="Weighs most: Sleep, mornings"' in drawn
    for code in PRACTICE.barriers:
        ticks = [f'type="{kind}" name="{name}" value="{code}"' for kind, name in TAPPED]
        assert sum(drawn.count(one) for one in ticks) == 2
    assert 'name="main" value=""' in drawn
    assert "<select" not in drawn


def test_a_family_without_barriers_is_not_drawn(testland_practice):
    blank = InterviewForm(practice=testland_practice, today=TODAY)
    drawn = Weighed("main", *FAMILIES).render(blank, Context(), "psa_forms")
    assert ("Cannot get there" in drawn, FAMILIES["aversion"] in drawn) == (True, False)


def test_what_was_ticked_and_weighs_most_comes_back_so():
    sent = form(barrier=["B05", "B06"], main="B06", found="unknown")
    drawn = Weighed("main", *FAMILIES).render(sent, Context(), "psa_forms")
    ticked = re.findall(r'value="(\w+)"[^>]*checked', drawn)
    assert ticked == ["B05", "B06", "B06"]


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        ({"barrier": []}, "Choose what stands in the way, or say that it is not known yet."),
        ({"found": "unknown"}, "Choose what stands in the way, or this: not both."),
        (
            {"barrier": [], "other": "The ferry", "found": "declined"},
            "Choose what stands in the way, or this: not both.",
        ),
    ],
)
def test_an_answer_is_one_or_the_other(values, fault):
    assert faults(**values) == {"found": [fault]}


@pytest.mark.parametrize("found", ["unknown", "declined"])
def test_no_answer_is_an_answer(found):
    assert said(barrier=[], found=found).found == found


def test_other_words_are_an_answer():
    assert said(barrier=[], other="The ferry").other == "The ferry"


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"who": "adult:8"}, "who"),
        ({"who": "nobody"}, "who"),
        ({"barrier": ["Z99"]}, "barrier"),
        ({"barrier": ["A01"]}, "barrier"),  # of another family
        ({"main": "Z99"}, "main"),
        ({"how": "pigeon"}, "how"),
        ({"found": "barriers"}, "found"),
    ],
)
def test_what_is_not_offered_is_not_taken(values, name):
    assert name in faults(**values)


@pytest.mark.parametrize("name", ["own_words", "strengths", "other", "with_name"])
def test_words_of_immigration_status_come_back(name):
    assert name in faults(**{name: "They have no papers."})
    assert said(**{name: "They have no papers.", "anyway": "on"})


def test_words_are_kept_as_they_were_typed():
    found = said(own_words="  Two\nlines ", strengths="Draws", limits_told="on", interpreter="on")
    assert (found.own_words, found.strengths) == ("Two\nlines", "Draws")
    assert (found.limits_told, found.interpreter) == (True, True)


def test_another_pack_asks_about_its_own(testland_practice):
    blank = InterviewForm(practice=testland_practice, today=TODAY)
    assert [code for code, _ in blank.fields["main"].choices] == ["", "W1", "W2"]
    assert blank.fields["aversion"].choices == []


@pytest.mark.parametrize(
    ("sent", "same"), [("5a0c8f4e-1c1b-4ad5-9f0c-0d7d8a1b2c3d", True), ("", False), ("x", False)]
)
def test_a_form_is_known_by_its_key(sent, same):
    assert (str(sent_key({"client_uuid": sent})) == sent) == same

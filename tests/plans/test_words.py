"""What screens of plans say in words."""

from datetime import date

import pytest

from law.packs import load_pack, pack_names
from plans.choices import Speaker
from plans.models import Interview
from plans.queries.interviews import FoundBarrier, Mention
from plans.templatetags.plans import RATINGS, rating_words, sentence_case, who_named

MAY_3 = "Sun, May 3, 2026"
STUDENT = Mention("The student", date(2026, 5, 3))


@pytest.mark.parametrize("name", pack_names())
def test_every_rating_of_a_pack_has_words(name):
    menu = load_pack(name).practice.interventions.values()
    assert {found.rating for one in menu for found in one.evidence} <= RATINGS.keys()


@pytest.mark.parametrize(
    ("rating", "said"),
    [
        ("S", "a trial showed a gain in attendance"),
        ("0", "tested: no gain in attendance shown"),
        ("H", "tested: it can do harm"),
        ("U", "practice, not tested"),
        ("", ""),
        ("?", ""),
    ],
)
def test_a_rating_is_said_in_words_and_never_by_a_star(rating, said):
    assert rating_words(rating) == said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("The student", "the student"),
        ("Somebody of the staff", "somebody of the staff"),
        ("Theresa Lee", "Theresa Lee"),
        ("", ""),
    ],
)
def test_a_role_is_written_small_within_a_sentence(words, said):
    assert sentence_case(words) == said


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"speaker": Speaker.STUDENT}, "The student"),
        ({"speaker": Speaker.SOMEONE, "with_name": "Aunt Rosa"}, "Aunt Rosa"),
        ({"speaker": Speaker.STAFF}, "Somebody of the staff"),
        ({"speaker": Speaker.SOMEONE}, "Somebody else of the family"),
    ],
)
def test_who_spoke_is_said_by_name_where_there_is_one(values, said):
    assert Interview(**values).spoke == said


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (
            {"is_main": True, "times": 1},
            f"weighs most, said by the student on {MAY_3}",
        ),
        (
            {"mentions": (STUDENT, Mention("Rosa Ito", date(2026, 4, 2))), "times": 3},
            f"said by the student on {MAY_3} and by Rosa Ito on Thu, Apr 2, 2026; in 3 talks",
        ),
    ],
)
def test_who_named_a_barrier_and_when_is_said(values, said):
    plain = {"code": "B05", "family": "barrier", "label": "Sleep", "is_main": False}
    assert who_named(FoundBarrier(**{**plain, "mentions": (STUDENT,), **values})) == said

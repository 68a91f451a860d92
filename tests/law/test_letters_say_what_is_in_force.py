"""A letter says the parameters in force, in each of its languages, or it cannot be approved."""

import pytest

from law.actions import use_policy
from law.packs import load_pack, misfits
from letters.actions.wordings import WordingHasFaults, approve_wording
from letters.clauses import Clause, Template, templates
from letters.queries import wordings
from letters.queries.wordings import WordingIsMissing, proposed_wordings, stationery
from tests.factories import TODAY, act
from tests.letters.world import approve_wordings

pytestmark = pytest.mark.django_db
NUMBERS = [
    ({}, "more than 30 minutes", "three or more", "más de 30 minutos", "tres o más"),
    (
        {"truancy.minutes": 15, "truancy.occasions": 5},
        "more than 15 minutes",
        "five or more",
        "más de 15 minutos",
        "cinco o más",
    ),
    (
        {"truancy.minutes_operator": ">="},
        "30 minutes or more",
        "three or more",
        "30 minutos o más",
        "tres o más",
    ),
]


def in_force(**parameters):
    own = {name.replace("__", "."): value for name, value in parameters.items()}
    use_policy(act(), pack="california", overrides=own, effective_from=TODAY)


def text_of(language):
    found = [
        one
        for one in proposed_wordings(on=TODAY)
        if one.template.key == "first_notice" and one.language == language and not one.faults
    ]
    assert len(found) == 1
    return " ".join(clause["text"] for clause in found[0].content["clauses"])


@pytest.mark.parametrize(("own", "minutes", "days", "minutos", "dias"), NUMBERS)
def test_the_proposed_wording_says_what_is_in_force(own, minutes, days, minutos, dias):
    use_policy(act(), pack="california", overrides=own, effective_from=TODAY)
    assert minutes in text_of("en")
    assert days in text_of("en")
    assert minutos in text_of("es")
    assert dias in text_of("es")


def test_where_a_value_departs_the_law_is_not_called_to_witness():
    assert "The law calls" in text_of("en")
    in_force(truancy__occasions=5)
    assert "The district’s rule calls" in text_of("en")
    assert "La regla del distrito llama" in text_of("es")


def test_a_wording_approved_under_other_values_is_sent_no_more_and_says_why():
    approve_wordings()
    assert stationery("first_notice", on=TODAY)
    in_force(truancy__minutes=15)
    with pytest.raises(WordingIsMissing, match=r"says “more than 30 minutes”.*“more than 15 min"):
        stationery("first_notice", on=TODAY)
    approve_wordings()
    assert stationery("first_notice", on=TODAY)


def test_a_clause_without_a_placeholder_that_does_not_fit_cannot_be_approved(monkeypatch):
    [new] = [
        one
        for one in templates(load_pack("california"))
        if one.key == "first_notice" and one.effective_to is None
    ]
    fixed = [literal(one) if one.key == "truant" else one for one in new.clauses]
    own = Template(**{**vars(new), "clauses": tuple(fixed)})
    monkeypatch.setattr(wordings, "templates", lambda _: (own,))
    in_force(truancy__minutes=15)
    english = next(one for one in proposed_wordings(on=TODAY) if one.language == "en")
    with pytest.raises(WordingHasFaults, match="Clause truant says “more than 30 minutes”"):
        approve_wording(act(), sha256=english.sha256)


def literal(clause):
    pack = load_pack("california")
    texts = {language: pack.filled(text, language) for language, text in clause.texts.items()}
    return Clause(**{**vars(clause), "texts": texts})


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("absent, or late by more than 30 minutes", True),
        ("absent, or late by More than 30 Minutes", True),
        ("absent, or late by 30 minutes or more", False),
        ("3 or more such days", True),
        ("four or more such days", False),
        ("nothing of numbers", True),
    ],
)
def test_a_text_fits_in_words_or_figures(text, fits):
    assert (misfits(text, "en", load_pack("california")) == []) is fits

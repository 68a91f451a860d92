"""A brief: every sentence is made of a record, and goes with it."""

import pytest
from django.db import transaction

from accounts.access import reach_of
from core.brief import Sentences
from desk.queries.brief import PURPOSES, brief_of, purpose_of
from desk.queries.people import SAID as PEOPLE
from desk.registry import BRIEFS
from tests.desk.said import MADE
from tests.factories import TODAY

KINDS = PEOPLE.kinds.union(*(one.kinds for one in BRIEFS))


def told(who, student, *purposes):
    """Every sentence of the purposes, of all of them by default, by its kind."""
    student.refresh_from_db()
    scope = reach_of(who, on=TODAY)
    asked = purposes or [one.key for one in PURPOSES]
    briefs = [brief_of(scope, student, purpose_of(key)) for key in asked]
    return {one.kind: one for brief in briefs for part in brief.parts for one in part.sentences}


# --- It says what records say, and no more --------------------------------------------------------


def test_every_kind_of_sentence_has_its_record_here():
    assert set(MADE) == KINDS


def test_every_kind_is_in_a_brief_and_every_brief_has_known_kinds():
    assert frozenset().union(*(one.kinds for one in PURPOSES)) == KINDS


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_without_its_record_the_sentence_goes(district, who, kind):
    assert kind not in told(who, district.ana)
    with transaction.atomic():
        MADE[kind](district)
        assert told(who, district.ana)[kind].text.endswith(".")
        transaction.set_rollback(True)
    assert told(who, district.ana) == {}


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_sentence_opens_its_record_and_is_of_one_child_alone(district, counselor, kind):
    MADE[kind](district)
    sentence = told(counselor.user, district.ana)[kind]
    assert counselor.client.get(sentence.href, follow=True).status_code == 200, sentence
    assert kind == "sibling" or kind not in told(counselor.user, district.ben)


def test_a_sentence_that_lacks_a_fact_is_not_said():
    said = Sentences(met="{who} came on {day}.")
    assert [one.text for one in said.say("met", "a:1", "/", who="ana", day=TODAY)] == [
        "Ana came on November 18, 2026."
    ]
    for lacking in (None, ""):
        assert list(said.say("met", "a:1", "/", who=lacking, day=TODAY)) == []

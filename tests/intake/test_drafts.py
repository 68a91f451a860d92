"""What whoever asked is told first: who looks after it, by when, and no private fact."""

from datetime import date
from pathlib import Path

import pytest

from core.templatetags.ui import day
from intake.choices import Asker
from intake.queries.drafts import AnswerDraft, draft_of
from law.actions import edit_practice, use_policy
from law.packs import files, load_pack, pack_names
from law.queries import practice_in_force
from tests.factories import TODAY, HelpRequestFactory, act

pytestmark = pytest.mark.django_db
PLACES = {"{student}", "{owner}", "{asked_on}", "{by}"}
BY = date(2026, 11, 25)  # the fifth school day from TODAY, a Wednesday


def draft(student, asker):
    made = HelpRequestFactory(
        student=student, asker=asker, worry="Cries often", tried="A talk", asker_name="Ms. Vega"
    )
    return draft_of(made, owner="Bo Reyes", on=TODAY)


@pytest.mark.parametrize("asker", Asker.values)
def test_it_says_who_looks_after_it_and_by_when(district, asker):
    found = draft(district.ana, asker)
    for text, by in ((found.english, day(BY)), (found.spanish, "25/11/2026")):
        assert "Bo Reyes" in text
        assert by in text
        assert "{" not in text


@pytest.mark.parametrize("asker", Asker.values)
def test_it_tells_nothing_of_what_was_asked(district, asker):
    found = draft(district.ana, asker)
    said = found.english + found.spanish
    assert not any(word in said for word in ("Cries", "talk,", "Vega", "Ito"))


@pytest.mark.parametrize(
    ("asker", "is_named"),
    [("staff", True), ("parent", True), ("agency", False)],
)
def test_an_agency_does_not_learn_of_whom_there_is(district, asker, is_named):
    found = draft(district.ana, asker)
    assert ("Ana" in found.english, "Ana" in found.spanish) == (is_named, is_named)


@pytest.mark.parametrize(
    ("asker", "may_know"),
    [
        ("staff", "Not what the family or the student says."),
        ("parent", "Not who else asked"),
        ("student", "Not what others told about them."),
        ("agency", "not even that there is one of the name"),
    ],
)
def test_what_each_may_know_is_said_beside(district, asker, may_know):
    assert may_know in draft(district.ana, asker).knows


def test_the_district_says_it_in_its_own_words(district):
    edit_practice(
        act(),
        part="answers",
        code="agency",
        said={"text.en": "We got it. {owner} writes to you about {student}by {by}."},
        is_reviewed=True,
        read=0,
    )
    assert practice_in_force(TODAY).answers["agency"].text["en"].startswith("We got it.")
    found = draft(district.ana, "agency")
    assert found.english == f"We got it. Bo Reyes writes to you about by {day(BY)}."
    assert found.is_reviewed


def test_what_the_pack_says_awaits_review(district):
    assert not draft(district.ana, "parent").is_reviewed


def test_a_pack_without_answers_leaves_the_page_to_type(district, monkeypatch):
    packs = Path(__file__).parents[1] / "data" / "packs"
    monkeypatch.setattr(files, "FOLDERS", [*files.FOLDERS, packs])
    assert load_pack("testland").practice.answers == {}
    use_policy(act(), pack="testland", overrides={}, effective_from=date(2026, 7, 1))
    assert draft(district.ana, "parent") == AnswerDraft()


@pytest.mark.parametrize("pack", pack_names())
def test_every_pack_answers_everybody_in_two_languages(pack):
    answers = load_pack(pack).practice.answers
    assert list(answers) == list(Asker.values)
    for one in answers.values():
        assert set(one.text) == {"en", "es"}
        for text in one.text.values():
            rest = text
            for place in PLACES:
                rest = rest.replace(place, "")
            assert "{" not in rest
            assert "{owner}" in text
            assert "{by}" in text
        assert one.knows
        assert one.mark == "L"

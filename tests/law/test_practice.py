"""Barriers, interventions and how plans begin: what the packs say, and what they may never ask."""

import re

import pytest

from attendance.choices import Tier
from law.packs import load_pack, pack_names
from law.packs.files import COMMON, PRACTICE, _file
from law.packs.practice import practice_of
from students.choices import SchoolLevel
from students.rules.private import tells_of_status

FAMILIES = {"barrier", "aversion", "disengagement", "misconception"}
RATINGS = set("SMP0HU")
OF_A_STATE = re.compile(r"CalFresh|\b(?:EC|PSA|SART|SARB|SSPT|CDE)\b|[Tt]ruan|California|Maryland")


def texts(said):
    if isinstance(said, str):
        yield said
    elif isinstance(said, dict | list):
        for one in said.values() if isinstance(said, dict) else said:
            yield from texts(one)


@pytest.fixture(params=pack_names())
def practice(request):
    return load_pack(request.param).practice


def test_every_pack_has_barriers_a_menu_and_templates(practice):
    assert len(practice.barriers) == 35
    assert len(practice.interventions) == 38
    assert list(practice.templates) == ["elementary", "middle", "high", "return"]


def test_what_one_entry_names_there_is(practice):
    named = {code for one in practice.barriers.values() for code in one.suggests}
    plans = practice.templates.values()
    named |= {code for one in plans for code in (*one.strategies, *one.intensive)}
    served = {code for one in practice.interventions.values() for code in one.serves}
    served |= {code for one in plans for code in one.barriers}
    assert named <= practice.interventions.keys()
    assert served <= practice.barriers.keys()


def test_every_entry_is_of_the_kinds_there_are(practice):
    assert {one.family for one in practice.barriers.values()} == FAMILIES
    menu = practice.interventions.values()
    assert {tier for one in menu for tier in one.tiers} == set(Tier.values)
    assert {found.rating for one in menu for found in one.evidence} <= RATINGS
    assert all(one.evidence for one in menu)
    levels = [level for one in practice.templates.values() for level in one.levels]
    assert set(levels) <= set(SchoolLevel.values)
    assert len(levels) == len(set(levels))


def test_barriers_are_asked_about_in_two_languages(practice):
    asked = [words for one in practice.barriers.values() for words in (one.label, one.student, one.adult)]  # fmt: skip
    assert all(set(words) == {"en", "es"} and all(words.values()) for words in asked)


def test_what_is_said_first_is_said_in_two_languages_and_promises_no_silence(practice):
    script = practice.scripts["limits"]
    said = [*script.student.items(), *script.adult.items()]
    assert [language for language, _ in said] == ["en", "es", "en", "es"]
    for _, words in said:
        assert not re.search(
            r"\b(?:private|privad|secret|stays with|confiden)", words, re.IGNORECASE
        )
        assert re.search("can read it|puede leerlo", words, re.IGNORECASE)
        assert re.search("in danger|en peligro", words)
    assert script.mark == "L"


def test_nothing_asks_about_immigration(practice):
    said = [*map(vars, practice.barriers.values()), *map(vars, practice.interventions.values())]
    found = [
        text for one in said for text in texts({k: v for k, v in one.items() if k != "evidence"})
    ]
    assert len(found) > 300
    assert [text for text in found if tells_of_status(text)] == []


def test_what_packs_build_on_is_of_no_state():
    found = [text for part in PRACTICE for text in texts(_file(COMMON, part))]
    assert [text for text in found if OF_A_STATE.search(text)] == []


def test_every_month_of_a_school_year_has_something_for_all(practice):
    months = {month for one in practice.campaigns.values() for month in one.months}
    assert months == set(range(1, 13))
    assert all(one.name and one.what and one.by for one in practice.campaigns.values())


def test_what_shames_nobody_is_said_and_its_signs_are_written_as_they_are_looked_for(practice):
    assert list(practice.care) == ["perfect", "public", "loss", "average", "ill", "welcome"]
    signs = [sign for one in practice.care.values() for sign in one.signs]
    assert signs == [sign.casefold().strip() for sign in signs]
    assert len(signs) == len(set(signs)) > 20


def test_an_idea_for_all_breaks_no_rule_of_care(practice):
    """ "Never a perfect record" may stand there; what a rule looks for may not."""
    said = [f"{one.name} {one.what}".casefold() for one in practice.campaigns.values()]
    signs = [sign for one in practice.care.values() for sign in one.signs]
    assert [(text, sign) for text in said for sign in signs if sign in text] == []


def test_a_pack_says_only_what_differs():
    california, maryland = load_pack("lausd").practice, load_pack("maryland").practice
    assert california.interventions["I37"].name == "SART agreement"
    assert maryland.interventions["I37"].name == "Signed attendance agreement"
    assert california.interventions["I37"].tiers == maryland.interventions["I37"].tiers
    assert "CalFresh" in california.barriers["B08"].adult["en"]


def test_a_pack_may_be_wholly_its_own(testland):
    assert list(testland.practice.barriers) == ["W1", "W2"]
    assert list(testland.practice.templates) == ["island"]
    assert [*testland.practice.campaigns, *testland.practice.care] == ["C1", "quiet"]


# Made by hand: X suggests 1 then 2, Y suggests 3 then 1; 3 is for the intensive tier alone.
MENU = practice_of(
    {
        "barriers": {
            code: {"family": "barrier", "label": {}, "student": {}, "adult": {}, "suggests": found}
            for code, found in {"X": ["1", "2"], "Y": ["3", "1"], "Z": []}.items()
        },
        "interventions": {
            code: dict.fromkeys(("name", "what", "dose", "by", "measure"), "")
            | {"tiers": tiers, "serves": []}
            for code, tiers in {
                "1": ["early"],
                "2": ["early"],
                "3": ["intensive"],
                "4": ["early"],
            }.items()
        },
        "templates": {
            code: dict.fromkeys(("name", "counts", "agree"), "")
            | {"levels": levels, "barriers": [], "strategies": ["4"], "intensive": ["3", "gone"]}
            for code, levels in {"low": ["elementary"], "top": ["high"]}.items()
        },
    }
)


@pytest.mark.parametrize(
    ("barriers", "tier", "most", "found"),
    [
        (["X"], "early", 3, ["1", "2"]),
        (["X", "Y"], "early", 3, ["1", "2", "3"]),  # what is offered to another tier stands last
        (["Y", "X"], "intensive", 3, ["3", "1", "2"]),
        (["X", "Y"], "early", 2, ["1", "2"]),
        (["nowhere"], "early", 3, ["4"]),  # no barrier is known: the template's
        (["Z"], "intensive", 3, ["3"]),  # what there is not is not suggested
        ([], "early", 0, []),
    ],
)
def test_what_is_suggested(barriers, tier, most, found):
    assert MENU.suggested(barriers, tier=tier, level="high", most=most) == found


def test_the_way_a_plan_begins_is_that_of_the_level_or_the_first():
    assert [MENU.template_for(level).code for level in ("high", "elementary", "span")] == [
        "top",
        "low",
        "low",
    ]
    assert practice_of({}).template_for("high") is None

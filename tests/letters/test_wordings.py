"""Which approved wording may be sent on a day, and what is said where none may."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from core.canonical import digest
from law.actions import use_policy
from law.packs import load_pack
from letters.actions import wordings as approving
from letters.choices import NoticeKind
from letters.models import LetterTemplate
from letters.queries import wordings
from letters.queries.wordings import (
    Stationery,
    WordingIsMissing,
    missing_wordings,
    proposed_wordings,
    stationeries,
    stationery,
    wordings_in_force,
)
from tests.factories import TODAY, act

KIND = NoticeKind.FIRST_NOTICE.value
DAY = timedelta(days=1)


@pytest.fixture
def english(db):
    """The wording that the files propose in English for today."""
    return next(
        one for one in proposed_wordings(on=TODAY) if one.language == "en" and not one.faults
    )


def approve(english, **values):
    """Keep a wording as approved; its words are those of the files but for `values`."""
    content = english.content | values.pop("content", {})
    return LetterTemplate.objects.create(
        **{
            "key": KIND,
            "version": english.template.version,
            "language": "en",
            "sha256": digest(content),
            "content": content,
            "effective_from": english.template.effective_from,
            "approved_by": "Dana Director",
            **values,
        }
    )


@pytest.mark.parametrize(
    ("starts", "ends", "is_sent"),
    [
        (TODAY, None, True),
        (TODAY + DAY, None, False),
        (date(2025, 7, 1), TODAY, True),
        (date(2025, 7, 1), TODAY - DAY, False),
    ],
)
def test_a_wording_is_sent_from_its_first_to_its_last_day(english, starts, ends, is_sent):
    approve(english, effective_from=starts, effective_to=ends)
    assert bool(wordings_in_force(KIND, on=TODAY)) is is_sent


def test_of_two_that_may_be_sent_the_newer_one_is(english):
    newer = approve(english, version="2026.2", effective_from=TODAY - DAY)
    approve(english)
    assert wordings_in_force(KIND, on=TODAY)["en"] == newer


def test_of_two_of_one_day_the_one_approved_last_is(english):
    at = act().at
    later = approve(english, version="2025.1b", approved_at=at)
    approve(english, approved_at=at - DAY)
    assert wordings_in_force(KIND, on=TODAY)["en"] == later


def test_another_kind_s_wording_is_not_sent(english):
    approve(english, key="another")
    assert wordings_in_force(KIND, on=TODAY) == {}


def test_a_wording_of_another_law_is_not_sent(english):
    """Although it would say all that the law in force asks for."""
    approve(english, content={"statute": "Educ. 7-302"})
    assert wordings_in_force(KIND, on=TODAY) == {}


def test_under_a_law_that_has_no_template_a_wording_of_its_own_is_sent(english):
    california = approve(english)
    own = approve(english, version="own 1", content={"statute": "Educ. 7-302"})
    use_policy(act(), pack="maryland", overrides={}, effective_from=TODAY)
    found = wordings_in_force(KIND, on=TODAY)
    assert found == {"en": own}
    assert california not in found.values()
    assert california.content["statute"] in wordings._cited(load_pack("california"), KIND)


# --- What is said where none may be sent -----------------------------------------------------


def test_without_any_wording_that_alone_is_said(db):
    with pytest.raises(WordingIsMissing, match="has not approved the wording") as missing:
        stationery(KIND, on=TODAY)
    assert missing_wordings(on=TODAY)[KIND] == str(missing.value)


def test_a_wording_that_fits_no_more_is_named_with_what_it_says(english):
    approve(english)
    own = {"truancy.minutes": 15}
    use_policy(act(), pack="california", overrides=own, effective_from=TODAY)
    with pytest.raises(WordingIsMissing, match="Approve the wording anew") as missing:
        stationery(KIND, on=TODAY)
    assert "“more than 30 minutes”" in str(missing.value)
    assert "truancy.minutes" in str(missing.value)


def test_spanish_alone_is_no_stationery(english):
    spanish = next(
        one for one in proposed_wordings(on=TODAY) if one.language == "es" and not one.faults
    )
    approve(spanish, language="es")
    assert "es" in wordings_in_force(KIND, on=TODAY)
    with pytest.raises(WordingIsMissing):
        stationery(KIND, on=TODAY)


def test_each_kind_has_its_stationery_or_the_reason_it_has_none(english):
    row = approve(english)
    found = stationeries([KIND, KIND], on=TODAY)
    assert found.keys() == {KIND}
    assert isinstance(found[KIND], Stationery)
    assert found[KIND].wordings == {"en": row}
    assert KIND not in missing_wordings(on=TODAY)


def test_a_proposal_names_who_approved_just_these_words(english):
    assert english.approved is None
    approve(english, sha256="0" * 64)
    assert all(one.approved is None for one in proposed_wordings(on=TODAY))
    row = approve(english, version=english.template.version)
    again = [one for one in proposed_wordings(on=TODAY) if one.approved]
    assert [(one.sha256, one.approved) for one in again] == [(english.sha256, row)]


def test_only_what_the_law_asks_for_has_to_fit_the_numbers_in_force(english):
    """A clause of the district's own may speak of minutes as it likes."""
    extra = {"key": "own", "element": "", "slot": "", "text": "Call within 20 minutes."}
    asked = {**extra, "element": "a"}
    for clause, count in ((extra, 0), (asked, 1)):
        content = {"clauses": [*english.content["clauses"], clause]}
        assert len(wordings.unfit(content, "en", load_pack("california"))) == count


@pytest.mark.parametrize("faulty_first", [True, False])
def test_of_two_versions_that_say_the_same_the_one_that_may_be_sent_is_meant(
    db, monkeypatch, faulty_first
):
    good = next(one for one in proposed_wordings(on=TODAY) if not one.faults)
    both = [replace(good, faults=("Out of date.",)), good]
    found = both if faulty_first else both[::-1]
    monkeypatch.setattr(approving, "proposed_wordings", lambda on: found)  # noqa: ARG005 - asked so
    assert approving.approve_wording(act(), sha256=good.sha256).sha256 == good.sha256
    monkeypatch.setattr(approving, "proposed_wordings", lambda on: both[:1])  # noqa: ARG005 - asked so
    with pytest.raises(approving.WordingHasFaults, match="Out of date"):
        approving.approve_wording(act(), sha256=good.sha256)

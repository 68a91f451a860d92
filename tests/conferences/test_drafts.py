"""Words to offer a conference: the district’s, in English and in the language of the home, with no fact of the child."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from conferences.queries.drafts import OfferDraft, draft_of
from conferences.queries.offered import OfferedConferences, next_draft
from law.packs import Practice, load_pack, pack_names
from tests.factories import TODAY

FACTS = {"student": "Ana", "school": "Oak", "owner": "Dana Cole"}
NINE = datetime(2026, 11, 24, 17, tzinfo=UTC)
EVENING = datetime(2026, 11, 25, 1, 30, tzinfo=UTC)  # half past five of the same day


def draft(code="first", *, slots=(), language="es"):
    return draft_of(code, slots=list(slots), language=language, on=TODAY, **FACTS)


@pytest.mark.parametrize("pack", pack_names())
def test_every_state_has_words_for_a_first_and_for_another_offer(pack):
    offers = load_pack(pack).practice.offers
    assert list(offers) == ["first", "again"]
    for one in offers.values():
        assert set(one.text) == {"en", "es"}
        assert one.name
        assert one.mark == "L"


@pytest.mark.parametrize("pack", pack_names())
@pytest.mark.parametrize("code", ["first", "again"])
def test_no_words_tell_of_days_or_of_what_may_follow(pack, code):
    for text in load_pack(pack).practice.offers[code].text.values():
        for word in ("absen", "faltas", "truan", "law", "ley", "court", "corte", "fine", "multa"):
            assert word not in text.lower(), word


@pytest.mark.parametrize("code", ["first", "again"])
def test_the_words_name_who_asks_for_whom_and_where(district, code):
    made = draft(code)
    for text in (made.english, made.home):
        for name in ("Ana", "Oak", "Dana Cole"):
            assert name in text
        assert "{" not in text


@pytest.mark.parametrize(
    ("language", "begins"),
    [
        ("es", "Buenos días, le habla Dana Cole"),
        ("Spanish", "Buenos días, le habla Dana Cole"),
        ("en", ""),
        ("hy", ""),
        ("", ""),
    ],
)
def test_the_words_of_the_home_are_there_where_the_pack_has_them(district, language, begins):
    made = draft(language=language)
    assert made.home.startswith(begins)
    assert bool(made.home) == bool(begins)
    assert made.english.startswith("Good day, this is Dana Cole from Oak.")


@pytest.mark.parametrize(
    ("slots", "english", "home"),
    [
        ([], "one of these times: …", "una de estas horas: …"),
        ([NINE], "Tue, Nov 24, 2026, 9 a.m.", "24/11/2026, 9:00 AM"),
        (
            [NINE, EVENING],
            "Tue, Nov 24, 2026, 9 a.m. or Tue, Nov 24, 2026, 5:30 p.m.",
            "24/11/2026, 9:00 AM o 24/11/2026, 5:30 PM",
        ),
    ],
)
def test_the_times_are_written_as_each_language_writes_them(district, slots, english, home):
    made = draft(slots=slots)
    assert f"Would {english} suit you" in made.english
    assert f"¿Le conviene {home}" in made.home


def test_what_awaits_review_says_so(district):
    assert not draft().is_reviewed


def test_a_pack_without_words_has_no_draft(district, monkeypatch):
    monkeypatch.setattr("conferences.queries.drafts.practice_in_force", lambda _: Practice())
    assert draft() == OfferDraft()


@pytest.mark.parametrize(
    ("at", "suits"),
    [
        (NINE - timedelta(minutes=1), "Tue, Nov 24, 2026, 9 a.m. or Tue, Nov 24, 2026, 5:30 p.m."),
        (NINE, "Tue, Nov 24, 2026, 5:30 p.m."),
        (EVENING, None),
    ],
)
def test_nobody_is_asked_whether_a_time_suits_that_is_over(district, at, suits):
    offered = OfferedConferences(open=SimpleNamespace(slots=[NINE, EVENING]), earlier=[])
    found = next_draft(
        district.ana, offered, school="Oak", language="es", owner="Dana Cole", at=at
    )
    assert (f"Would {suits} suit you" in found.english) if suits else (found == OfferDraft())

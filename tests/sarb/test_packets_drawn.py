"""What the parts about packets and states of a referral say. No row is read."""

from datetime import datetime
from types import SimpleNamespace as Some
from zoneinfo import ZoneInfo

import pytest
from django.template.loader import render_to_string

from sarb.choices import ReferralState
from sarb.forms import ReaderForm
from tests.pages import words_of_part

NOON = datetime(2026, 11, 18, 12, tzinfo=ZoneInfo("America/Los_Angeles"))
STATES = {
    "sent": "Waiting for an answer",
    "accepted": "Accepted",
    "heard": "Heard",
    "withdrawn": "Taken back",
    "returned": "Returned",
}


@pytest.mark.parametrize("state", ReferralState)
def test_a_referral_has_one_state(state):
    text = words_of_part("sarb/_state.html", referral=Some(state=state))
    assert {name for name, words in STATES.items() if words in text} == {state}


@pytest.mark.parametrize(
    ("state", "builds", "is_busy", "is_offered", "said"),
    [
        ("sent", True, False, True, "No packet yet"),
        ("sent", False, False, False, "No packet yet"),
        ("sent", True, True, False, "No packet yet"),
        ("withdrawn", True, False, False, "taken back: none is built"),
        ("heard", True, False, True, "No packet yet"),
    ],
)
def test_a_packet_is_built_of_what_stands(state, builds, is_busy, is_offered, said):
    about = {"referral": Some(pk=4, state=state), "packets": [], "is_busy": is_busy}
    about |= {"may": {"build": builds}, "reader_form": ReaderForm()}
    drawn = render_to_string("sarb/_packets.html", about)
    assert (">Build<" in drawn or " Build</button>" in drawn) is is_offered
    assert ("every 2s" in drawn) is is_busy
    assert said in drawn


def packet(**values):
    plain = {
        "pk": 4,
        "state": "ready",
        "edition": 2,
        "get_reader_display": "The chair",
        "document": Some(pages=3, size=2048, sha256="a" * 64),
        "frozen_at": NOON,
        "asked_by": "Bo Reyes",
        "asked_at": NOON,
        "missing": [],
        "problem": "",
        "previous": Some(edition=1),
        "stamps": Some(all=()),
    }
    return Some(**{**plain, **values})


@pytest.mark.parametrize(
    ("values", "told", "untold"),
    [
        ({}, ["Edition 2 for the the chair", "nothing was missing", "3 pages"], ["Superseded"]),
        ({"missing": ["x"]}, ["1 item was missing"], ["nothing was missing"]),
        (
            {"stamps": Some(all=[Some(stamped_at=NOON, reason="It fell.")])},
            ["Superseded", "It fell."],
            [],
        ),
        ({"state": "unchanged"}, ["Nothing had changed since edition 1"], ["Edition 2"]),
        ({"state": "failed"}, ["interrupted too often"], ["Edition 2", "Ordered by"]),
        ({"state": "failed", "problem": "No disk."}, ["No disk."], ["interrupted"]),
        ({"state": "waiting"}, ["Ordered by Bo Reyes"], ["Edition 2"]),
        ({"state": "building"}, ["Ordered by Bo Reyes"], ["Edition 2"]),
    ],
)
def test_an_edition_says_what_it_is(values, told, untold):
    text = words_of_part("packets/_editions.html", packets=[packet(**values)])
    assert [words for words in told if words not in text] == []
    assert [words for words in untold if words in text] == []


HEARING = {
    "day": "case 3",
    "none": "No day yet.",
    "first": "The chair decides first.",
    "withdrawn": "Taken back: no hearing.",
    "returned": "Returned: no hearing.",
}
NOTICE = {"given": "Confirmed by Bo", "over": "Not confirmed.", "waits": "confirms it once"}


def referral_about(**values):
    plain = {
        "pk": 4,
        "state": "sent",
        "heard_on": None,
        "heard_by": "",
        "noticed_on": None,
        "noticed_by": "",
        "get_noticed_how_display": "By mail",
        "awaits_notice": True,
        "made_by": "Ana",
    }
    return Some(**{**plain, **values})


@pytest.mark.parametrize(
    ("values", "has_place", "hearing", "notice"),
    [
        ({}, False, "first", "waits"),
        ({"state": "accepted"}, False, "none", "waits"),
        ({"state": "accepted"}, True, "day", "waits"),
        ({"state": "heard", "heard_on": NOON, "awaits_notice": False}, True, "day", "over"),
        ({"state": "withdrawn", "awaits_notice": False}, False, "withdrawn", "over"),
        ({"state": "returned", "awaits_notice": False}, False, "returned", "over"),
        (
            {"noticed_on": NOON, "noticed_by": "Bo", "awaits_notice": False},
            False,
            "first",
            "given",
        ),
    ],
)
def test_a_referral_says_its_day_and_its_notice(values, has_place, hearing, notice):
    docket = Some(date=NOON.date(), place="Room 1")
    place = Some(docket_id=5, docket=docket, time=NOON.time(), position=3) if has_place else None
    about = {"referral": referral_about(**values), "place": place, "may": {"refer": False}}
    text = words_of_part("sarb/_hearing_and_notice.html", **about)
    assert {name for name, words in HEARING.items() if words in text} == {hearing}
    assert {name for name, words in NOTICE.items() if words in text} == {notice}
    assert ("Heard; confirmed by" in text) is (values.get("state") == "heard")

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

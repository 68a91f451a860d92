"""Who reads what of a packet, and how a dossier's words reach a reader."""

from datetime import date
from types import SimpleNamespace

import pytest

from law.packs import load_pack
from packets.choices import Reader
from packets.queries.attendance import _calendar
from packets.rules.dossier import Dossier, PacketCause, UnknownCause, Words, cause_of, visible
from packets.rules.readers import REDACTIONS, left_out, shows, without_names

# Written out a second time on purpose: changing who reads what has to change two places.
HELD = {
    "sealed": set(),
    "foster": set(),
    "homeless": set(),
    "safe_address": set(),
    "court_order": {Reader.CHAIR},
    "other_children": {Reader.CHAIR},
    "home_address": {Reader.CHAIR, Reader.COURT},
    "adult_contacts": {Reader.CHAIR, Reader.COURT},
    "populations": {Reader.CHAIR, Reader.FAMILY},
    "staff_words": {Reader.CHAIR, Reader.PANEL, Reader.COURT},
    "grades": set(Reader),
    "discipline": {Reader.CHAIR, Reader.PANEL, Reader.FAMILY},
}


@pytest.mark.parametrize("reader", Reader)
def test_who_reads_what(reader):
    assert {one.key for one in REDACTIONS} == HELD.keys()
    assert {key for key in HELD if shows(reader, key)} == {
        key for key, readers in HELD.items() if reader in readers
    }
    assert not shows(reader, "what nobody named")
    assert any("49602" in words for words in left_out(reader, load_pack("california")))


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Ben Ito was there.", "[another child] was there."),
        ("Ito, Ben was there.", "[another child] was there."),
        ("BEN came", "[another child] came"),
        ("The bench is bent.", "The bench is bent."),
        ("Ana came.", "Ana came."),
    ],
)
def test_other_children_are_not_named(text, left):
    assert without_names(text, [{"first_name": "Ben", "last_name": "Ito"}]) == left


def test_a_fuller_name_of_another_child_is_left_out_as_a_whole():
    ben = {"first_name": "Ben", "middle_name": "José", "last_name": "Ito"}
    said = "Ben José Ito, Ito, Ben José and ben josé came; José did not, nor Ana Ito."
    left = "[another child], [another child] and [another child] came; José did not, nor Ana Ito."
    assert without_names(said, [ben]) == left


def test_every_word_of_a_dossier_is_told_however_deep():
    facts = {
        "a": Words("one"),
        "b": [{"c": Words("two", "grades")}, 3],
        "d": (Words("three"), None),
    }
    said = visible(facts, lambda words: f"<{words.text} {words.kind}>")
    assert said == {"a": "<one >", "b": [{"c": "<two grades>"}, 3], "d": ["<three >", None]}


def test_a_cause_is_found_by_its_kind():
    cause = PacketCause(
        "visit", lambda _key, **_day: Dossier(("visit", 1, 2), 2026, {}), "x.html", "Visit"
    )
    assert cause_of("visit", [cause]) is cause
    with pytest.raises(UnknownCause):
        cause_of("trial", [cause])


def test_a_day_that_no_school_took_is_unknown_unless_something_is_marked():
    first, second, third, fourth = (f"2026-09-{day}" for day in (14, 15, 16, 17))
    here = {"taught": [first, second, third], "untaken": [first, second, third]}
    there = {"taught": [third, fourth], "untaken": []}
    marked = SimpleNamespace(date=date(2026, 9, 15))
    assert _calendar([here, there], [marked]) == {
        "taught": [first, second, third, fourth],
        "unknown": [first],
    }

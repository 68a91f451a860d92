"""Names, places and words of the made-up district: weighted, spelled, and nobody's in earnest."""

import re
from string import Formatter

import pytest

from contacts.choices import Barrier, NoteKind
from contacts.rules import OUTCOMES
from demo import casework, lists, words
from demo.families import COMMUNITIES, WAYS
from demo.lists import SLOTS, by_rank, laid_out, plain, read

FILES = ("names.txt", "communities.txt", "places.txt", "streets.txt")
FAMILIES = {row[2] for row in COMMUNITIES}
LANGUAGES = {row[3] for row in COMMUNITIES}


@pytest.mark.parametrize("name", FILES)
def test_no_entry_stands_twice_or_is_empty(name):
    for title, entries in read(name).items():
        assert all(entry.strip() == entry != "" for entry in entries), title
        assert len(entries) == len(set(entries)), title


@pytest.mark.parametrize("family", sorted(FAMILIES))
def test_every_community_has_surnames_and_names_for_girls_and_boys(family):
    known = {**read("names.txt"), **read("communities.txt")}
    for kind in ("surname", "female", "male"):
        assert 10 <= len(known[f"{family} {kind}"]) <= SLOTS


def test_communities_are_the_whole_district_and_lose_accents_in_percent():
    assert sum(row[1] for row in COMMUNITIES) == 1000
    assert all(0 <= share <= 100 for row in COMMUNITIES for share in row[4:])
    assert len({row[0] for row in COMMUNITIES}) == len(COMMUNITIES)


@pytest.mark.parametrize(
    "weights",
    [{"a": 1}, {"a": 3, "b": 1}, by_rank([f"n{n}" for n in range(1000)]), WAYS],
)
def test_every_entry_has_a_slot_and_its_share_of_the_rest(weights):
    slots = laid_out(weights)
    assert len(slots) == SLOTS
    assert set(slots) == set(weights)
    assert slots[: len(weights)] == list(weights)  # whoever is first of all is there, at once
    rest, total = SLOTS - len(weights), sum(weights.values())
    for entry, weight in weights.items():
        assert abs(slots.count(entry) - 1 - rest * weight / total) <= 1, entry


def test_a_later_name_is_rarer():
    weights = list(by_rank([f"n{n}" for n in range(300)]).values())
    assert weights == sorted(weights, reverse=True)
    assert weights[0] > 10 * weights[-1] > 0


@pytest.mark.parametrize(
    ("text", "without"),
    [("Núñez", "Nunez"), ("Đỗ", "Do"), ("đ", "d"), ("Ågren", "Agren"), ("O’Neil", "O’Neil")],
)
def test_a_name_without_its_accents(text, without):
    assert plain(text) == without


def test_slots_of_a_list_have_their_plain_spelling():
    rows = list(lists._slots({"one": {"Núñez": 1}}))
    assert rows[0] == ("one", 0, "Núñez", "Nunez")
    assert [row[1] for row in rows] == list(range(SLOTS))


# --- What was said ------------------------------------------------------------------------


def test_dice_of_contacts_are_of_a_hundred_and_know_only_kinds_and_outcomes_there_are():
    assert set(casework.KINDS) | {"other"} == set(NoteKind.values)
    assert sum(casework.KINDS.values()) == 98  # the rest are other notes
    assert set(casework.OUTCOMES) == set(NoteKind.values)
    for kind, chances in casework.OUTCOMES.items():
        assert sum(chances.values()) == 100, kind
        known = {str(outcome) for outcome in OUTCOMES[kind]} or {""}
        assert set(chances) == known, kind


def test_slots_of_a_hundred_are_filled_up_with_other_notes():
    slots = casework._slots(casework.KINDS)
    assert len(slots) == 100
    assert {kind: slots.count(kind) for kind in casework.KINDS} == casework.KINDS
    assert slots.count("other") == 2
    assert len(casework._slots({"a": 100})) == 100


def test_barriers_are_all_there_are_but_for_what_nobody_writes_down():
    assert set(casework.BARRIERS) < set(Barrier.values)
    assert set(Barrier.values) - set(casework.BARRIERS) == {"food_clothing"}


def test_every_outcome_has_words_in_english():
    outcomes = {outcome for chances in casework.OUTCOMES.values() for outcome in chances}
    assert set(words.ENGLISH) == outcomes
    assert set(words.SPANISH) <= outcomes


def test_words_are_numbered_within_their_outcome_and_language():
    rows = words.rows()
    assert len(rows) == len(set(rows))
    by_list = {}
    for outcome, language, place, of, text in rows:
        by_list.setdefault((outcome, language), []).append((place, of, text))
    for found in by_list.values():
        assert [place for place, *_ in found] == list(range(len(found)))
        assert {of for _, of, _ in found} == {len(found)}


@pytest.mark.parametrize("text", [row[4] for row in words.rows()])
def test_a_wording_names_the_student_and_the_adult_alone_and_is_a_sentence(text):
    fields = {name for _, name, *_ in Formatter().parse(text) if name is not None}
    assert fields <= {"name", "adult"}
    assert re.search(r"[.?!”]$", text)
    assert not re.search(r"\d{3}", text), "no telephone of anybody"
    assert len(text) < 200

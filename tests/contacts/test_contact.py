"""What a contact may not say, and how its facts are kept: rules without a database."""

from datetime import UTC, timedelta
from zoneinfo import ZoneInfo

import pytest

from contacts.actions import NoteSaysWhatCannotBe
from contacts.actions.contact import fields_of, fields_said, refuse_nonsense
from contacts.choices import NoteKind, NoteOutcome, WithWhom
from contacts.models import Note
from students.models import Guardian
from tests.contacts.world import NOW, contact
from tests.factories import act

ADULT = Guardian(pk=7)
LETTER = {"kind": NoteKind.LETTER, "outcome": NoteOutcome.HANDED}


@pytest.mark.parametrize(
    "values",
    [
        {"happened_at": NOW + timedelta(minutes=10)},  # clocks differ
        {"happened_at": NOW - timedelta(days=400)},
        {"outcome": ""},
        {**LETTER, "reached": False},
        {"with_whom": WithWhom.ADULT, "guardian": ADULT},
        {"with_whom": WithWhom.NOBODY},
    ],
)
def test_what_can_be(values):
    refuse_nonsense(act(at=NOW), contact(**values))


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"happened_at": NOW + timedelta(minutes=10, seconds=1)}, "future"),
        ({"outcome": NoteOutcome.DOOR_CLOSED}, "another kind"),
        ({**LETTER, "reached": True}, "reaches nobody"),
        ({"kind": NoteKind.OTHER, "outcome": "", "reached": True}, "reaches nobody"),
        ({"with_whom": WithWhom.ADULT}, "adult"),
        ({"with_whom": WithWhom.SOMEONE, "guardian": ADULT}, "adult"),
    ],
)
def test_what_cannot_be_says_why(values, why):
    with pytest.raises(NoteSaysWhatCannotBe, match=why):
        refuse_nonsense(act(at=NOW), contact(**values))


def test_a_note_and_what_was_sent_for_it_are_the_same_facts():
    said = contact(guardian=ADULT, with_whom=WithWhom.ADULT, barriers=("housing",), minutes=5)
    assert fields_of(Note(**said.columns())) == fields_said(said)
    assert set(fields_said(said)) == set(said.columns()) - {"text"}


def test_a_moment_is_the_same_fact_in_every_zone():
    here = NOW.astimezone(ZoneInfo("America/Los_Angeles"))
    kept = fields_said(contact(happened_at=here))["happened_at"]
    assert kept == NOW.astimezone(UTC).isoformat()
    assert fields_of(Note(**contact(happened_at=here).columns()))["happened_at"] == kept


@pytest.mark.parametrize(
    "other",
    [
        {"guardian": Guardian(pk=8), "with_whom": WithWhom.ADULT},
        {"with_name": "Aunt Ana"},
        {"reached": False},
        {"outcome": NoteOutcome.CALL_BACK},
        {"barriers": ["housing"]},
        {"minutes": 0},
        {"language": "es"},
        {"interpreter": True},
        {"happened_at": NOW},
        {"purpose": "plan"},
        {"method": "video"},
        {"kind": NoteKind.VISIT},
    ],
)
def test_every_fact_makes_a_difference(other):
    assert fields_said(contact()) != fields_said(contact(**other))

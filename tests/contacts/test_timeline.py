"""What a timeline tells of contacts and notes."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from contacts.actions import amend_note, edit_note, sign_note
from contacts.choices import NoteKind, Purpose, WithWhom
from contacts.queries.timeline import timeline
from contacts.rules import is_late_entry
from tests.contacts.world import NOW, UUID_2, at_home, contact, log
from tests.factories import NoteFactory, PolicyFactory, act


def test_a_note_is_told_with_whom_what_came_of_it_and_what_stands_in_the_way(district, who):
    note = log(
        who,
        district.ana,
        barriers=["transport"],
        minutes=12,
        interpreter=True,
        purpose=Purpose.CONFERENCE_48262,
    )
    [told] = timeline(district.ana.pk)
    assert (told.title, told.kind, told.by, told.at) == (
        "Call with Aunt Rosa",
        "contact",
        who.name,
        note.happened_at,
    )
    assert told.facts == (
        "Spoke",
        "Conference with parent and student offered",
        "Getting to school",
        "12 min",
        "With an interpreter",
    )
    assert (told.text, told.reached, told.is_late) == (note.text, True, False)


def test_what_is_no_contact_is_a_note_with_nobody(district, who):
    nobody = {"with_whom": WithWhom.NOBODY, "with_name": "", "reached": False, "outcome": ""}
    log(who, district.ana, kind=NoteKind.OTHER, **nobody)
    [told] = timeline(district.ana.pk)
    assert (told.title, told.kind, told.facts) == ("Other note", "note", ())
    assert list(timeline(district.ben.pk)) == []


def test_both_a_note_and_its_amendment_are_told_as_such_with_wordings_counted_once(district, who):
    at_home(district.ana, district.ben)
    note = log(who, district.ana, district.ben)
    edited = edit_note(act(who, at=NOW), note=note, version=1, contact=contact(text="Better."))
    edit_note(act(who, at=NOW), note=edited, version=2, contact=contact(text="Best."))
    sign_note(act(who, at=NOW), note=note)
    amend_note(act(who, at=NOW), note=note, client_uuid=UUID_2, contact=contact(text="No."))
    old, new = timeline(district.ana.pk)
    assert (old.row.wordings, new.row.wordings) == (2, 0)
    assert ("Amended since" in old.facts, "Amends an earlier note" in old.facts) == (True, False)
    assert ("Amended since" in new.facts, "Amends an earlier note" in new.facts) == (False, True)


@pytest.mark.parametrize(
    ("recorded", "days", "is_late"),
    [
        ((16, 23, 59), 0, False),
        ((17, 0, 0), 0, True),
        ((17, 23, 59), 1, False),  # the next day, at whatever hour
        ((18, 0, 0), 1, True),
    ],
)
def test_how_late_is_counted_in_days_of_the_calendar(recorded, days, is_late):
    day, hour, minute = recorded
    here = ZoneInfo("America/Los_Angeles")
    happened = datetime(2026, 11, 16, 8, tzinfo=here)
    written = datetime(2026, 11, day, hour, minute, tzinfo=here)
    assert is_late_entry(happened, written, days=days) is is_late


@pytest.mark.parametrize(("days", "is_late"), [(1, True), (2, False)])
def test_after_how_many_days_is_the_district_s(district, days, is_late):
    NoteFactory(about_student=district.ana, happened_at=NOW - timedelta(days=2), recorded_at=NOW)
    PolicyFactory(overrides={"contact.late_days": days})
    [told] = timeline(district.ana.pk)
    assert told.is_late is is_late

"""What came of a visit: one note of contacts, once, with attempts told from who was reached."""

from dataclasses import replace
from uuid import UUID

import pytest

from contacts.choices import Came, NoteOutcome
from contacts.models import Note
from tasks.choices import TaskState
from tests.factories import TaskFactory
from tests.visits.world import door, logged, now, plan
from visits.actions import DoorLogged, call_off
from visits.actions.doors import LEFT
from visits.choices import VisitState, WhyOff

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("outcome", "came"),
    [
        (NoteOutcome.DOOR_SPOKE, Came.REACHED),
        (NoteOutcome.DOOR_NOBODY, Came.ATTEMPT),
        (NoteOutcome.DOOR_NOT_HERE, Came.ATTEMPT),
        (NoteOutcome.DOOR_NO_ANSWER, Came.ATTEMPT),
        (NoteOutcome.DOOR_CLOSED, Came.ATTEMPT),
        (NoteOutcome.DOOR_NO_WAY_IN, Came.ATTEMPT),
        (NoteOutcome.DOOR_STUDENT_ALONE, Came.ATTEMPT),
        (NoteOutcome.DOOR_UNSAFE, Came.ATTEMPT),
    ],
)
def test_a_door_is_a_note_of_contacts(counselor, district, outcome, came):
    visit = plan(counselor, district.ana)
    note = logged(counselor, visit, district.ana, door=door(outcome))
    assert (note.kind, note.came) == ("visit", came)
    visit.refresh_from_db()
    assert (visit.note, visit.state) == (note, VisitState.OUT)


def test_sent_again_it_is_there_once(counselor, district):
    visit = plan(counselor, district.ana)
    said = door(left_note=True, miles=4)
    for _ in range(3):
        logged(counselor, visit, district.ana, uuid=UUID(int=1), door=said)
    note = Note.objects.get()
    assert note.text == LEFT
    assert not note.revisions.exists()
    visit.refresh_from_db()
    assert (visit.left_note, visit.miles, visit.steps.count()) == (True, 4, 1)


def test_what_met_another_note_is_kept_only_once_both_were_seen(counselor, partner, district):
    visit = plan(counselor, district.ana, partner=partner)
    first = logged(counselor, visit, district.ana)
    with pytest.raises(DoorLogged):
        logged(partner, visit, district.ana, uuid=UUID(int=2))
    second = logged(partner, visit, district.ana, uuid=UUID(int=2), seen=first.pk)
    visit.refresh_from_db()
    assert visit.note == first
    assert set(Note.objects.all()) == {first, second}


def test_what_asked_for_the_visit_is_done(counselor, district):
    task = TaskFactory(student=district.ana, kind="visit")
    logged(counselor, plan(counselor, district.ana, task=task), district.ana)
    task.refresh_from_db()
    assert task.state == TaskState.DONE


def test_a_visit_that_was_called_off_and_made_all_the_same_is_made(counselor, district):
    visit = plan(counselor, district.ana)
    call_off(now(counselor), visit=visit, client_uuid=UUID(int=5), why=WhyOff.OTHER)
    logged(counselor, visit, district.ana, uuid=UUID(int=6))
    visit.refresh_from_db()
    assert (visit.state, visit.why_off) == (VisitState.OUT, "")


@pytest.mark.parametrize(
    ("said", "kept"), [("", LEFT), ("Dog barked.\n", f"Dog barked.\n{LEFT}"), (" ", LEFT)]
)
def test_a_note_left_at_the_door_is_said_below_the_words(said, kept):
    found = door(left_note=True)
    assert replace(found, contact=replace(found.contact, text=said)).said.text == kept

"""No barrier stores immigration status or a fear of it: not offered, not taken, not shown, found."""

from importlib import import_module
from uuid import uuid4

from django.urls import reverse

from contacts.actions import sign_note
from contacts.choices import NEVER_KEPT, Barrier
from contacts.forms import LogForm
from contacts.models import Note, NoteDraft, NoteRevision
from contacts.queries.contacts import barrier_words
from psa.integrity import problems
from tests.conftest import owner_cursor
from tests.factories import NoteFactory, UserFactory, act
from tests.world import sign_in

FORGET = import_module("contacts.migrations.0004_forget_immigration_status").FORGET

NAME = "notes that store immigration status or a fear of it as a barrier"


def test_it_is_no_choice():
    assert not NEVER_KEPT & set(Barrier.values)
    assert not [label for label in Barrier.labels if "immigra" in label.lower()]


def test_what_a_device_still_sends_of_it_is_not_taken():
    field = LogForm.base_fields["barriers"]
    assert field.clean(["transport", "immigration"]) == ["transport"]
    assert field.clean(["immigration"]) == []


def test_what_is_stored_is_shown_to_nobody():
    assert barrier_words(["housing", "immigration", "older"]) == ["Housing", "older"]


def test_what_is_stored_is_found(db, district):
    note = NoteFactory(about_student=district.ana)
    assert NAME not in found()
    Note.objects.filter(pk=note.pk).update(barriers=["housing", "immigration"])
    assert found()[NAME] == 1
    NoteDraft.objects.create(
        user=UserFactory(),
        client_uuid=note.client_uuid,
        seq=1,
        payload={"barriers": ["immigration"]},
    )
    assert found()[NAME] == 2


def found():
    return {one.name: one.rows for one in problems()}


def test_a_draft_keeps_nothing_of_it(who, district):
    """A page that stood open since before, or a device, still sends it."""
    sent = {
        "client_uuid": str(uuid4()),
        "seq": 1,
        "author": who.pk,
        "student": district.ana.pk,
        "text": "Called.",
    }
    answer = sign_in(who).post(
        reverse("contacts:draft"), {**sent, "barriers": ["immigration", "housing"]}
    )
    assert answer.status_code == 200
    assert NoteDraft.objects.get().payload["barriers"] == ["housing"]


def test_what_was_stored_is_forgotten(committed, district, who):
    note = NoteFactory(about_student=district.ana, author=who, barriers=["housing", "immigration"])
    NoteRevision.objects.create(
        note=note, kind="earlier", version=1, by=who, fields={"barriers": ["immigration", "care"]}
    )
    sign_note(act(who), note=note)
    assert found()[NAME] == 2
    with owner_cursor() as cursor:
        cursor.execute(FORGET)
    note.refresh_from_db()
    assert (note.barriers, note.signed_at is not None) == (["housing"], True)
    assert NoteRevision.objects.get().fields["barriers"] == ["care"]
    assert NAME not in found()

"""No barrier stores immigration status or a fear of it: not offered, not taken, not shown, found."""

from contacts.choices import NEVER_KEPT, Barrier
from contacts.forms import LogForm
from contacts.models import Note, NoteDraft
from contacts.queries.contacts import barrier_words
from psa.integrity import problems
from tests.factories import NoteFactory, UserFactory

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

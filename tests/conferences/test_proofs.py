"""What must hold of conferences is found when it does not: each lie, told straight to the database."""

import pytest

from conferences.actions import take_back
from conferences.choices import ConferenceState
from conferences.models import Conference
from conferences.queries.proofs import proofs
from conferences.rules.stages import VERBS
from contacts.models import Note
from tests.conferences.world import UUID_2, ended, now, offer
from tests.factories import ConferenceFactory, NoteFactory
from tests.proving import found_wrong

WRONG = "conferences whose notes are about somebody else, or say another thing"


@pytest.mark.parametrize("verb", VERBS)
def test_however_it_ended_it_holds(who, district, mother, verb):
    made = ended(who, offer(who, district.ana, mother), verb)
    assert found_wrong(proofs) == set()
    take_back(now(who), conference=made)
    assert found_wrong(proofs) == set()


@pytest.mark.parametrize(
    "lie",
    [
        lambda: Conference.objects.update(state=ConferenceState.REFUSED),
        lambda: Conference.objects.update(state=ConferenceState.AWAY),
        lambda: Conference.objects.update(result=NoteFactory()),
        lambda: Note.objects.filter(kind="conference").update(outcome="no_show"),
    ],
)
def test_a_conference_that_its_note_does_not_say(who, district, mother, lie):
    ended(who, offer(who, district.ana, mother), "hold")
    lie()
    assert found_wrong(proofs) == {WRONG}


def test_an_offer_about_another_child(who, district, mother):
    offer(who, district.ana, mother, uuid=UUID_2)
    ConferenceFactory(student=district.ben, offer=NoteFactory(about_student=district.cleo))
    assert found_wrong(proofs) == {WRONG}


def test_a_note_that_somebody_changed_says_what_it_says_now(who, district, mother):
    ended(who, offer(who, district.ana, mother), "hold")
    Note.objects.filter(kind="conference").update(outcome="no_show", version=2)
    assert found_wrong(proofs) == set()

"""What must hold of notes is found when it does not: each lie, told straight to the database."""

from datetime import timedelta

import pytest

from attendance.models import ProcessStep
from cases.models import LastReached
from contacts.actions import amend_note, sign_note
from contacts.choices import NoteKind, NoteOutcome, Purpose, WithWhom
from contacts.models import Note
from psa.integrity import problems
from tests.contacts.world import NOW, UUID_2, contact, log
from tests.factories import TODAY, GuardianshipFactory, act

OFFER = {"purpose": Purpose.CONFERENCE_48262, "reached": False, "outcome": NoteOutcome.VOICEMAIL}
REACHED = "last contacts with a person that are none, and that are missing"
EFFORTS = "conference efforts that no note says, and notes that say one without it"


def wrong():
    return {problem.name for problem in problems()} & {REACHED, EFFORTS}


@pytest.mark.parametrize(
    "lie",
    [
        lambda: LastReached.objects.update(on=TODAY - timedelta(days=1)),
        lambda: LastReached.objects.all().delete(),
        lambda: Note.objects.update(reached=False, outcome=NoteOutcome.NO_ANSWER),
    ],
)
def test_a_last_contact_that_no_note_says(district, who, lie):
    log(who, district.ana)
    assert wrong() == set()
    lie()
    assert wrong() == {REACHED}


def test_an_amended_note_reached_nobody_any_more(district, who):
    note = sign_note(act(who, at=NOW), note=log(who, district.ana))
    nobody = contact(reached=False, outcome=NoteOutcome.NO_ANSWER)
    amend_note(act(who, at=NOW), note=note, client_uuid=UUID_2, contact=nobody)
    assert wrong() == set()
    LastReached.objects.create(student=district.ana, on=TODAY, how="Call", who="Aunt Rosa")
    assert wrong() == {REACHED}


@pytest.mark.parametrize(
    "lie",
    [
        lambda: ProcessStep.objects.update(withdrawn_at=NOW),
        lambda: Note.objects.update(purpose=Purpose.PLAN),
        lambda: Note.objects.update(with_whom=WithWhom.STUDENT),
        lambda: Note.objects.update(happened_at=NOW - timedelta(days=2)),
        lambda: Note.objects.update(kind=NoteKind.OTHER, with_whom=WithWhom.NOBODY, outcome=""),
    ],
)
def test_an_effort_that_no_note_says(district, who, lie):
    log(who, district.ana, **OFFER)
    assert wrong() == set()
    lie()
    assert wrong() == {EFFORTS}


def test_an_effort_with_an_adult_who_is_not_the_child_s(district, who):
    tie = GuardianshipFactory(student=district.ana)
    adult = {"with_whom": WithWhom.ADULT, "with_name": "", "guardian": tie.guardian}
    log(who, district.ana, **OFFER | adult)
    assert wrong() == set()
    tie.delete()
    assert wrong() == {EFFORTS}

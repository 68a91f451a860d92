"""The effort of EC 48262: a note that offers a conference, as long as it says so."""

from datetime import timedelta
from uuid import UUID

from attendance.models import JudgementDue, ProcessStep
from contacts.actions import amend_note, edit_note, sign_note
from contacts.actions.efforts import keep_efforts
from contacts.choices import NoteKind, NoteOutcome, Purpose, WithWhom
from contacts.models import NoteStudent
from psa.integrity import problems
from students.models import Guardianship
from tests.contacts.world import NOW, UUID_2, at_home, contact, log
from tests.factories import GuardianshipFactory, act

OFFER = {"purpose": Purpose.CONFERENCE_48262, "reached": False, "outcome": NoteOutcome.VOICEMAIL}


def efforts():
    return ProcessStep.objects.filter(kind="effort_48262", withdrawn_at=None)


def test_an_offer_is_an_effort_and_the_year_is_judged_again(district, who):
    at_home(district.ana, district.ben)
    nobody = OFFER | {"with_whom": WithWhom.NOBODY}
    note = log(who, district.ana, district.ben, **nobody)
    steps = efforts().order_by("student_id")
    assert [s.student_id for s in steps] == [district.ana.pk, district.ben.pk]
    assert {(s.happened_at, s.has_time, s.evidence_id) for s in steps} == {
        (note.happened_at, True, str(note.pk))
    }
    due = JudgementDue.objects.values_list("student_id", "school_year")
    assert set(due) == {(district.ana.pk, 2026), (district.ben.pk, 2026)}


def test_a_conference_that_was_held_is_one_whatever_purpose_was_chosen(district, who):
    mother = GuardianshipFactory(student=district.ana).guardian
    held = {"kind": NoteKind.CONFERENCE, "outcome": NoteOutcome.HELD, "reached": True}
    held |= {"purpose": Purpose.ATTENDANCE, "with_name": ""}
    log(who, district.ana, **held, with_whom=WithWhom.STUDENT)
    adult = {"with_whom": WithWhom.ADULT, "guardian": mother}
    nobody_came = {"outcome": NoteOutcome.NO_SHOW, "reached": False}
    log(who, district.ana, **held | adult | nobody_came, uuid=UUID(int=3))
    assert not efforts().exists()
    note = log(who, district.ana, **held | adult, uuid=UUID_2)
    assert efforts().get().evidence_id == str(note.pk)
    assert problems() == []


def test_an_offer_that_could_reach_nobody_is_none(district, who):
    log(who, district.ana, **OFFER | {"outcome": NoteOutcome.WRONG_NUMBER})
    log(who, district.ana, **OFFER | {"outcome": NoteOutcome.MAILBOX_FULL}, uuid=UUID_2)
    assert not efforts().exists()
    assert problems() == []


def test_an_offer_to_the_student_alone_is_none(district, who):
    log(who, district.ana, **OFFER | {"with_whom": WithWhom.STUDENT})
    assert not efforts().exists()
    assert not JudgementDue.objects.exists()


def test_a_note_that_was_no_contact_is_none(district, who):
    nobody = {"kind": NoteKind.OTHER, "with_whom": WithWhom.NOBODY, "with_name": "", "outcome": ""}
    log(who, district.ana, **OFFER | nobody)
    assert not efforts().exists()
    assert problems() == []


def test_an_offer_to_an_adult_on_file_is_one_for_their_own_children(district, who):
    tie = GuardianshipFactory(student=district.ana)
    GuardianshipFactory(student=district.ben, guardian=tie.guardian, is_current=False)
    adult = {"with_whom": WithWhom.ADULT, "guardian": tie.guardian, "with_name": ""}
    note = log(who, district.ana, **OFFER | adult)
    NoteStudent.objects.bulk_create(
        NoteStudent(note=note, student=other) for other in (district.ben, district.cleo)
    )
    keep_efforts(act(who), [note])
    assert efforts().get().student == district.ana
    assert problems() == []
    # It stays when she is no longer on file, and follows the note.
    Guardianship.objects.update(is_current=False)
    assert problems() == []
    earlier = NOW - timedelta(days=3)
    offer = contact(**OFFER | adult | {"happened_at": earlier})
    edit_note(note=note, version=1, contact=offer, act=act(who, at=NOW))
    assert efforts().get().happened_at == earlier
    # Whoever becomes hers later was not asked about then.
    Guardianship.objects.update(is_current=True)
    assert problems() == []
    # Whoever is hers no more is not asked any more, whatever was said before.
    Guardianship.objects.update(is_current=False)
    log(who, district.ana, **OFFER | adult, uuid=UUID_2)
    assert efforts().get().happened_at == earlier
    assert problems() == []


def test_naming_another_childs_adult_withdraws_it(district, who):
    mother, other = GuardianshipFactory(student=district.ana), GuardianshipFactory()
    named = {"with_whom": WithWhom.ADULT, "with_name": "", "guardian": mother.guardian}
    note = log(who, district.ana, **OFFER | named)
    changed = contact(**OFFER | named | {"guardian": other.guardian})
    edit_note(note=note, version=1, contact=changed, act=act(who, at=NOW))
    assert not efforts().exists()
    assert problems() == []


def test_editing_the_purpose_away_withdraws_the_effort_and_back_restores_it(district, who):
    note = log(who, district.ana, **OFFER)
    JudgementDue.objects.all().delete()
    edited = edit_note(note=note, version=1, contact=contact(), act=act(who, at=NOW))
    assert not efforts().exists()
    assert JudgementDue.objects.count() == 1
    edit_note(note=edited, version=2, contact=contact(**OFFER), act=act(who, at=NOW))
    assert efforts().count() == ProcessStep.objects.count() == 1
    assert problems() == []


def test_moving_the_moment_moves_the_effort(district, who):
    note = log(who, district.ana, **OFFER)
    earlier = NOW - timedelta(days=3)
    edit_note(
        note=note, version=1, contact=contact(**OFFER, happened_at=earlier), act=act(who, at=NOW)
    )
    assert efforts().get().happened_at == earlier


def test_an_amendment_that_says_otherwise_withdraws_it(district, who):
    note = sign_note(note=log(who, district.ana, **OFFER), act=act(who, at=NOW))
    amend_note(note=note, client_uuid=UUID_2, contact=contact(), act=act(who, at=NOW))
    assert not efforts().exists()
    assert problems() == []


def test_an_amendment_that_says_so_too_stands_in_for_it(district, who):
    note = sign_note(note=log(who, district.ana, **OFFER), act=act(who, at=NOW))
    new = amend_note(note=note, client_uuid=UUID_2, contact=contact(**OFFER), act=act(who, at=NOW))
    assert efforts().get().evidence_id == str(new.pk)

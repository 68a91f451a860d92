"""Notes: once however often they are sent; changed until signed; then amended; nothing lost."""

import threading
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import InternalError, ProgrammingError, connection, transaction
from django.utils import timezone

from attendance.models import JudgementDue, ProcessStep
from audit.models import AuditEvent
from cases.actions import (
    NoteChanged,
    NoteIsAmended,
    NoteIsNotYours,
    NoteIsSigned,
    NoteIsUnsigned,
    NoteSaysWhatCannotBe,
    amend_note,
    edit_note,
    keep_words,
    log_note,
    save_draft,
    sign_note,
)
from cases.actions.notes import NextStep
from cases.choices import NoteKind, NoteOutcome, Purpose, RevisionKind, WithWhom
from cases.models import Note, NoteDraft, NoteRevision, NoteStudent, Task
from psa.integrity import problems
from students.models import Guardianship
from tests.cases.conftest import NOW, UUID_1, UUID_2, contact, log
from tests.factories import TODAY, GuardianFactory, GuardianshipFactory

OFFER = {"purpose": Purpose.CONFERENCE_48262, "reached": False, "outcome": NoteOutcome.VOICEMAIL}


def efforts():
    return ProcessStep.objects.filter(kind="effort_48262", withdrawn_at=None)


def test_a_note_is_logged_with_its_students_its_case_and_its_audit_row(district, who, case):
    note = log(who, district.ana, district.ben, barriers=["transport"])
    about = {s.student_id: s.case_id for s in note.about.all()}
    assert about == {district.ana.pk: case.pk, district.ben.pk: None}
    case.refresh_from_db()
    assert case.last_reached_on == TODAY
    events = AuditEvent.objects.filter(action="note.logged").order_by("student_id")
    assert [e.student_id for e in events] == [district.ana.pk, district.ben.pk]
    assert "bring" not in str(events[0].detail)  # the words stay in the note
    assert problems() == []


def test_sent_twice_it_is_there_once(district, who):
    first = log(who, district.ana)
    again = log(who, district.ana)
    assert again == first
    assert (Note.objects.count(), NoteStudent.objects.count()) == (1, 1)
    assert NoteRevision.objects.count() == 0
    assert AuditEvent.objects.filter(action="note.logged").count() == 1


def test_other_words_under_the_same_uuid_are_kept(district, who):
    note = log(who, district.ana)
    for _ in range(2):
        assert log(who, district.ana, text="Other words.") == note
    kept = NoteRevision.objects.get()
    assert (kept.kind, kept.text) == (RevisionKind.UNSAVED, "Other words.")


def test_other_facts_with_the_same_words_are_kept(district, who):
    note = log(who, district.ana)
    for _ in range(2):
        log(who, district.ana, reached=False, outcome=NoteOutcome.VOICEMAIL)
    kept = NoteRevision.objects.get()
    assert (kept.kind, kept.text) == (RevisionKind.UNSAVED, note.text)
    assert (kept.fields["reached"], kept.fields["outcome"]) == (False, "voicemail")


def test_words_that_met_a_newer_version_are_kept_with_each_of_their_facts(district, who):
    note = log(who, district.ana)
    for minutes in (5, 10, 10):
        keep_words(note=note, version=1, contact=contact(minutes=minutes), by=who)
    kept = NoteRevision.objects.order_by("pk")
    assert [revision.fields["minutes"] for revision in kept] == [5, 10]


def test_a_uuid_of_somebody_else_is_refused(district, who, boss):
    log(who, district.ana)
    with pytest.raises(NoteIsNotYours):
        log(boss, district.ana)


def test_a_letter_or_an_attempt_reaches_nobody(district, who, case):
    log(who, district.ana, reached=False, outcome=NoteOutcome.VOICEMAIL)
    log(
        who,
        district.ana,
        uuid=UUID_2,
        kind=NoteKind.LETTER,
        outcome=NoteOutcome.HANDED,
        reached=False,
    )
    case.refresh_from_db()
    assert case.last_reached_on is None


@pytest.mark.parametrize(
    "values",
    [
        {"happened_at": NOW + timedelta(days=1)},
        {"outcome": NoteOutcome.DOOR_SPOKE},
        {"kind": NoteKind.LETTER, "outcome": NoteOutcome.HANDED},
        {"with_whom": WithWhom.ADULT},
    ],
)
def test_what_cannot_be_is_refused_and_leaves_nothing(district, who, values):
    with pytest.raises(NoteSaysWhatCannotBe):
        log(who, district.ana, **values)
    assert (Note.objects.count(), AuditEvent.objects.count()) == (0, 0)


def test_a_note_is_about_somebody(who):
    with pytest.raises(NoteSaysWhatCannotBe):
        log(who)


def test_a_next_step_becomes_a_task_of_the_case(district, who, case):
    step = NextStep("visit", "Home visit", TODAY + timedelta(days=2))
    for _ in range(2):
        note = log_note(
            client_uuid=UUID_1,
            students=[district.ana],
            contact=contact(),
            by=who,
            now=NOW,
            next_step=step,
            today=TODAY,
        )
    task = Task.objects.get()
    assert (task.case, task.owner, task.note, task.due_on) == (case, who, note, step.due_on)
    case.refresh_from_db()
    assert (case.next_action, case.next_due_on) == ("Home visit", step.due_on)


# --- The effort of EC 48262 ---------------------------------------------------------------


def test_an_offer_is_an_effort_and_the_year_is_judged_again(district, who):
    note = log(who, district.ana, district.ben, **OFFER)
    steps = efforts().order_by("student_id")
    assert [s.student_id for s in steps] == [district.ana.pk, district.ben.pk]
    assert {(s.happened_at, s.has_time, s.evidence_id) for s in steps} == {
        (note.happened_at, True, str(note.pk))
    }
    due = JudgementDue.objects.values_list("student_id", "school_year")
    assert set(due) == {(district.ana.pk, 2026), (district.ben.pk, 2026)}


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
    note = log(who, district.ana, district.ben, district.cleo, **OFFER | adult)
    assert efforts().get().student == district.ana
    assert problems() == []
    # It stays when she is no longer on file, and follows the note.
    Guardianship.objects.update(is_current=False)
    assert problems() == []
    earlier = NOW - timedelta(days=3)
    offer = contact(**OFFER | adult | {"happened_at": earlier})
    edit_note(note=note, version=1, contact=offer, by=who, now=NOW)
    assert efforts().get().happened_at == earlier
    # Whoever becomes hers later was not asked about then.
    Guardianship.objects.update(is_current=True)
    assert problems() == []


def test_naming_another_childs_adult_withdraws_it(district, who):
    mother, other = GuardianshipFactory(student=district.ana), GuardianshipFactory()
    named = {"with_whom": WithWhom.ADULT, "with_name": "", "guardian": mother.guardian}
    note = log(who, district.ana, **OFFER | named)
    changed = contact(**OFFER | named | {"guardian": other.guardian})
    edit_note(note=note, version=1, contact=changed, by=who, now=NOW)
    assert not efforts().exists()
    assert problems() == []


def test_editing_the_purpose_away_withdraws_the_effort_and_back_restores_it(district, who):
    note = log(who, district.ana, **OFFER)
    JudgementDue.objects.all().delete()
    edited = edit_note(note=note, version=1, contact=contact(), by=who, now=NOW)
    assert not efforts().exists()
    assert JudgementDue.objects.count() == 1
    edit_note(note=edited, version=2, contact=contact(**OFFER), by=who, now=NOW)
    assert efforts().count() == ProcessStep.objects.count() == 1
    assert problems() == []


def test_moving_the_moment_moves_the_effort(district, who):
    note = log(who, district.ana, **OFFER)
    earlier = NOW - timedelta(days=3)
    edit_note(note=note, version=1, contact=contact(**OFFER, happened_at=earlier), by=who, now=NOW)
    assert efforts().get().happened_at == earlier


def test_an_amendment_that_says_otherwise_withdraws_it(district, who):
    note = sign_note(note=log(who, district.ana, **OFFER), by=who, now=NOW)
    amend_note(note=note, client_uuid=UUID_2, contact=contact(), by=who, now=NOW)
    assert not efforts().exists()
    assert problems() == []


def test_an_amendment_that_says_so_too_stands_in_for_it(district, who):
    note = sign_note(note=log(who, district.ana, **OFFER), by=who, now=NOW)
    new = amend_note(note=note, client_uuid=UUID_2, contact=contact(**OFFER), by=who, now=NOW)
    assert efforts().get().evidence_id == str(new.pk)


# --- Editing, signing, amending -----------------------------------------------------------


def test_earlier_words_are_kept(district, who):
    note = log(who, district.ana)
    edit_note(note=note, version=1, contact=contact(text="Better words."), by=who, now=NOW)
    note.refresh_from_db()
    kept = NoteRevision.objects.get()
    assert (note.text, note.version) == ("Better words.", 2)
    assert (kept.text, kept.version, kept.kind) == ("Will bring him tomorrow.", 1, "earlier")
    assert kept.fields["outcome"] == "spoke"


def test_saving_the_same_words_changes_nothing(district, who):
    note = log(who, district.ana)
    assert edit_note(note=note, version=1, contact=contact(), by=who, now=NOW).version == 1
    assert NoteRevision.objects.count() == 0


def test_a_stale_edit_is_refused_and_keeps_both_texts(district, who):
    note = log(who, district.ana)
    edit_note(note=note, version=1, contact=contact(text="First."), by=who, now=NOW)
    stale = contact(text="Second.")
    with pytest.raises(NoteChanged) as changed:
        edit_note(note=note, version=1, contact=stale, by=who, now=NOW)
    for _ in range(2):
        keep_words(note=changed.value.note, version=1, contact=stale, by=who)
    note.refresh_from_db()
    assert note.text == "First."
    assert NoteRevision.objects.filter(kind="unsaved").get().text == "Second."


def test_a_change_sent_again_is_made_once_whatever_became_of_the_note(district, who):
    note = log(who, district.ana)
    sent = {"note": note, "version": 1, "by": who, "now": NOW, "client_uuid": UUID_2}
    edit_note(contact=contact(text="First."), **sent)
    assert edit_note(contact=contact(text="First."), **sent).version == 2
    edit_note(note=note, version=2, contact=contact(text="Since."), by=who, now=NOW)
    assert edit_note(contact=contact(text="First."), **sent).text == "Since."
    sign_note(note=note, by=who, now=NOW)
    assert edit_note(contact=contact(text="First."), **sent).version == 3
    assert NoteRevision.objects.count() == 2
    with pytest.raises(NoteIsSigned):
        edit_note(contact=contact(text="Others under its uuid."), **sent)


def test_only_the_author_edits_and_signs(district, who, boss):
    note = log(who, district.ana)
    with pytest.raises(NoteIsNotYours):
        edit_note(note=note, version=1, contact=contact(text="x"), by=boss, now=NOW)
    with pytest.raises(NoteIsNotYours):
        sign_note(note=note, by=boss, now=NOW)


def test_a_signed_note_stays_in_the_database_too(district, who):
    note = sign_note(note=log(who, district.ana), by=who, now=NOW)
    with pytest.raises(NoteIsSigned):
        edit_note(note=note, version=1, contact=contact(text="x"), by=who, now=NOW)
    assert sign_note(note=note, by=who, now=NOW + timedelta(days=1)).signed_at == NOW
    with pytest.raises(InternalError, match="Cannot update"), transaction.atomic():
        Note.objects.filter(pk=note.pk).update(text="Forged.")


def test_no_note_is_ever_deleted(district, who):
    note = log(who, district.ana)
    delete = "DELETE FROM cases_note WHERE id = %s"
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(delete, [note.pk])


def test_an_amendment_names_the_old_and_speaks_for_it(district, who, case):
    note = sign_note(note=log(who, district.ana), by=who, now=NOW)
    values = {"reached": False, "outcome": NoteOutcome.NO_ANSWER, "text": "It was a wrong number."}
    for _ in range(2):
        new = amend_note(note=note, client_uuid=UUID_2, contact=contact(**values), by=who, now=NOW)
    assert (new.amends, new.signed_at) == (note, NOW)
    assert Note.objects.count() == 2
    case.refresh_from_db()
    assert case.last_reached_on is None  # nobody was reached after all
    with pytest.raises(NoteIsAmended):
        amend_note(note=note, client_uuid=UUID(int=3), contact=contact(), by=who, now=NOW)


def test_what_is_not_signed_is_not_amended(district, who):
    with pytest.raises(NoteIsUnsigned):
        amend_note(
            note=log(who, district.ana), client_uuid=UUID_2, contact=contact(), by=who, now=NOW
        )


# --- Drafts -------------------------------------------------------------------------------


def draft(who, seq, text, uuid=UUID_1):
    return save_draft(
        user=who, client_uuid=uuid, seq=seq, payload={"text": text}, now=timezone.now()
    )


def test_the_latest_draft_is_kept_however_they_arrive(who):
    assert draft(who, 2, "later") is True
    assert draft(who, 1, "earlier") is False
    assert NoteDraft.objects.get().payload == {"text": "later"}


def test_a_draft_sent_twice_is_kept_and_other_words_of_its_number_are_not(who):
    assert [draft(who, 2, "mine"), draft(who, 2, "mine")] == [True, True]
    assert draft(who, 2, "of another window") is False
    assert NoteDraft.objects.get().payload == {"text": "mine"}


def test_a_saved_note_takes_its_draft_along_and_none_comes_back(district, who):
    draft(who, 1, "half a sent")
    log(who, district.ana)
    assert not NoteDraft.objects.exists()
    assert draft(who, 2, "half a sentence") is False
    assert not NoteDraft.objects.exists()


def test_everybody_has_their_own_drafts(who, boss):
    draft(who, 1, "mine")
    draft(boss, 1, "theirs")
    assert NoteDraft.objects.count() == 2


# --- At once ------------------------------------------------------------------------------


def race(work, times=4):
    """Run `work(n)` in threads that start together; return what each answered or raised."""
    barrier, answers = threading.Barrier(times), []

    def run(n):
        barrier.wait()
        try:
            answers.append(work(n))
        except Exception as error:  # noqa: BLE001 - the answer of this thread
            answers.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[n]) for n in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def test_sent_at_once_it_is_there_once(committed, district, who):
    notes = race(lambda _: log(who, district.ana))
    assert len({note.pk for note in notes}) == 1
    assert Note.objects.count() == 1


def test_two_editors_at_once_one_wins_and_the_other_is_told(committed, district, who):
    note = log(who, district.ana)
    answers = race(
        lambda n: edit_note(
            note=note, version=1, contact=contact(text=f"Words {n}."), by=who, now=NOW
        ),
        times=2,
    )
    assert sorted(type(answer).__name__ for answer in answers) == ["Note", "NoteChanged"]
    assert Note.objects.get().version == 2


def test_a_change_sent_at_once_twice_is_made_once(committed, district, who):
    note = log(who, district.ana)
    said = {"contact": contact(text="Better."), "by": who, "now": NOW, "client_uuid": UUID_2}
    answers = race(lambda _: edit_note(note=note, version=1, **said))
    assert {answer.version for answer in answers} == {2}
    assert NoteRevision.objects.count() == 1


def test_an_amendment_sent_at_once_twice_is_made_once(committed, district, who):
    note = sign_note(note=log(who, district.ana), by=who, now=NOW)
    said = {"contact": contact(text="Better."), "by": who, "now": NOW, "client_uuid": UUID_2}
    answers = race(lambda _: amend_note(note=note, **said))
    assert len({answer.pk for answer in answers}) == 1
    assert Note.objects.count() == 2


def test_a_named_adult_is_on_the_note(district, who):
    adult = GuardianFactory()
    note = log(who, district.ana, with_whom=WithWhom.ADULT, guardian=adult, with_name="")
    assert note.guardian == adult

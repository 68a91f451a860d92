"""Notes are logged: once however often they are sent, and nothing said is lost."""

from datetime import timedelta

import pytest

from audit.models import AuditEvent
from cases.actions import close_case, open_cases
from cases.choices import CloseReason
from cases.queries.tasks import case_of
from contacts.actions import (
    NoteIsNotYours,
    NoteSaysWhatCannotBe,
    edit_note,
    keep_words,
    log_note,
)
from contacts.actions.notes import NextStep
from contacts.choices import NoteKind, NoteOutcome, RevisionKind, WithWhom
from contacts.models import Note, NoteRevision, NoteStudent
from psa.integrity import problems
from tasks.models import Task
from tests.contacts.world import NOW, UUID_1, UUID_2, contact, log, race
from tests.factories import TODAY, GuardianFactory, act


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


def test_words_that_were_changed_since_are_known_when_they_are_sent_again(district, who):
    note = log(who, district.ana)
    edit_note(act(who, at=NOW), note=note, version=1, contact=contact(text="Better words."))
    assert log(who, district.ana) == note
    assert NoteRevision.objects.get().kind == RevisionKind.EARLIER


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
        keep_words(note=note, version=1, contact=contact(minutes=minutes), act=act(who))
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
            act=act(who, at=NOW),
            next_step=step,
        )
    task = Task.objects.get()
    assert (case_of(task), task.owner, task.evidence, task.due_on) == (
        case,
        who,
        {"note": note.pk},
        step.due_on,
    )
    case.refresh_from_db()
    assert (case.next_action, case.next_due_on) == ("Home visit", step.due_on)


def test_a_named_adult_is_on_the_note(district, who):
    adult = GuardianFactory()
    note = log(who, district.ana, with_whom=WithWhom.ADULT, guardian=adult, with_name="")
    assert note.guardian == adult


def test_sent_at_once_it_is_there_once(committed, district, who):
    notes = race(lambda _: log(who, district.ana))
    assert len({note.pk for note in notes}) == 1
    assert Note.objects.count() == 1


def test_a_note_is_of_the_open_case_and_of_none_once_it_is_closed(district, who, case):
    close_case(act(who), case=case, reason=CloseReason.IMPROVED, note="")
    assert log(who, district.ana).about.get().case is None
    [again] = open_cases(
        act(who), students=[district.ana], tier="early", reason="Again", owner=who
    )
    assert log(who, district.ana, uuid=UUID_2).about.get().case == again

"""A note is changed until it is signed, then amended; earlier words stay."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import InternalError, ProgrammingError, connection, transaction

from contacts.actions import (
    NoteChanged,
    NoteIsAmended,
    NoteIsNotYours,
    NoteIsSigned,
    NoteIsUnsigned,
    amend_note,
    edit_note,
    keep_words,
    sign_note,
)
from contacts.choices import NoteOutcome
from contacts.models import Note, NoteRevision
from tests.contacts.world import NOW, UUID_2, contact, log, race
from tests.factories import act


def test_earlier_words_are_kept(district, who):
    note = log(who, district.ana)
    edit_note(note=note, version=1, contact=contact(text="Better words."), act=act(who, at=NOW))
    note.refresh_from_db()
    kept = NoteRevision.objects.get()
    assert (note.text, note.version) == ("Better words.", 2)
    assert (kept.text, kept.version, kept.kind) == ("Will bring him tomorrow.", 1, "earlier")
    assert kept.fields["outcome"] == "spoke"


def test_saving_the_same_words_changes_nothing(district, who):
    note = log(who, district.ana)
    assert edit_note(note=note, version=1, contact=contact(), act=act(who, at=NOW)).version == 1
    assert NoteRevision.objects.count() == 0


def test_a_stale_edit_is_refused_and_keeps_both_texts(district, who):
    note = log(who, district.ana)
    edit_note(note=note, version=1, contact=contact(text="First."), act=act(who, at=NOW))
    stale = contact(text="Second.")
    with pytest.raises(NoteChanged) as changed:
        edit_note(note=note, version=1, contact=stale, act=act(who, at=NOW))
    for _ in range(2):
        keep_words(note=changed.value.note, version=1, contact=stale, act=act(who))
    note.refresh_from_db()
    assert note.text == "First."
    assert NoteRevision.objects.filter(kind="unsaved").get().text == "Second."


def test_a_change_sent_again_is_made_once_whatever_became_of_the_note(district, who):
    note = log(who, district.ana)
    sent = {"note": note, "version": 1, "act": act(who, at=NOW), "client_uuid": UUID_2}
    edit_note(contact=contact(text="First."), **sent)
    assert edit_note(contact=contact(text="First."), **sent).version == 2
    edit_note(note=note, version=2, contact=contact(text="Since."), act=act(who, at=NOW))
    assert edit_note(contact=contact(text="First."), **sent).text == "Since."
    sign_note(note=note, act=act(who, at=NOW))
    assert edit_note(contact=contact(text="First."), **sent).version == 3
    assert NoteRevision.objects.count() == 2
    with pytest.raises(NoteIsSigned):
        edit_note(contact=contact(text="Others under its uuid."), **sent)


def test_only_the_author_edits_and_signs(district, who, boss):
    note = log(who, district.ana)
    with pytest.raises(NoteIsNotYours):
        edit_note(note=note, version=1, contact=contact(text="x"), act=act(boss, at=NOW))
    with pytest.raises(NoteIsNotYours):
        sign_note(note=note, act=act(boss, at=NOW))


def test_a_signed_note_stays_in_the_database_too(district, who):
    note = sign_note(note=log(who, district.ana), act=act(who, at=NOW))
    with pytest.raises(NoteIsSigned):
        edit_note(note=note, version=1, contact=contact(text="x"), act=act(who, at=NOW))
    assert sign_note(note=note, act=act(who, at=NOW + timedelta(days=1))).signed_at == NOW
    with pytest.raises(InternalError, match="Cannot update"), transaction.atomic():
        Note.objects.filter(pk=note.pk).update(text="Forged.")


def test_no_note_is_ever_deleted(district, who):
    note = log(who, district.ana)
    delete = "DELETE FROM contacts_note WHERE id = %s"
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(delete, [note.pk])


def test_an_amendment_names_the_old_and_speaks_for_it(district, who, case):
    note = sign_note(note=log(who, district.ana), act=act(who, at=NOW))
    values = {"reached": False, "outcome": NoteOutcome.NO_ANSWER, "text": "It was a wrong number."}
    for _ in range(2):
        new = amend_note(
            note=note, client_uuid=UUID_2, contact=contact(**values), act=act(who, at=NOW)
        )
    assert (new.amends, new.signed_at) == (note, NOW)
    assert [(one.student, one.case) for one in new.about.all()] == [(district.ana, case)]
    assert Note.objects.count() == 2
    case.refresh_from_db()
    assert case.last_reached_on is None  # nobody was reached after all
    with pytest.raises(NoteIsAmended):
        amend_note(note=note, client_uuid=UUID(int=3), contact=contact(), act=act(who, at=NOW))


def test_what_is_not_signed_is_not_amended(district, who):
    with pytest.raises(NoteIsUnsigned):
        amend_note(
            note=log(who, district.ana),
            client_uuid=UUID_2,
            contact=contact(),
            act=act(who, at=NOW),
        )


# --- At once ------------------------------------------------------------------------------


def test_two_editors_at_once_one_wins_and_the_other_is_told(committed, district, who):
    note = log(who, district.ana)
    answers = race(
        lambda n: edit_note(
            note=note, version=1, contact=contact(text=f"Words {n}."), act=act(who, at=NOW)
        ),
        times=2,
    )
    assert sorted(type(answer).__name__ for answer in answers) == ["Note", "NoteChanged"]
    assert Note.objects.get().version == 2


def test_a_change_sent_at_once_twice_is_made_once(committed, district, who):
    note = log(who, district.ana)
    said = {"contact": contact(text="Better."), "act": act(who, at=NOW), "client_uuid": UUID_2}
    answers = race(lambda _: edit_note(note=note, version=1, **said))
    assert {answer.version for answer in answers} == {2}
    assert NoteRevision.objects.count() == 1


def test_an_amendment_sent_at_once_twice_is_made_once(committed, district, who):
    note = sign_note(note=log(who, district.ana), act=act(who, at=NOW))
    said = {"contact": contact(text="Better."), "act": act(who, at=NOW), "client_uuid": UUID_2}
    answers = race(lambda _: amend_note(note=note, **said))
    assert len({answer.pk for answer in answers}) == 1
    assert Note.objects.count() == 2

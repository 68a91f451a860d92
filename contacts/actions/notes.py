"""Notes: logged once however often they are sent, changed until signed, then only amended."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction

from audit.rules import Act
from cases.actions import make_task
from contacts.actions.about import (
    attach_to,
    cases_of,
    keep_last_reached,
    record_about,
    students_in,
)
from contacts.actions.again import again, made_it
from contacts.actions.calls import called
from contacts.actions.contact import Contact, fields_of, fields_said, refuse_nonsense
from contacts.actions.drafts import drop_draft
from contacts.actions.efforts import keep_efforts
from contacts.actions.refusals import (
    NoteChanged,
    NoteIsAmended,
    NoteIsNotYours,
    NoteIsSigned,
    NoteIsUnsigned,
    NoteSaysWhatCannotBe,
)
from contacts.actions.together import refuse_apart, shared
from contacts.choices import RevisionKind
from contacts.models import Note, NoteRevision, NoteStudent
from students.models import Student


@dataclass(frozen=True)
class NextStep:
    """What follows from a contact: a task for the first student."""

    kind: str
    title: str
    due_on: date


@transaction.atomic
def log_note(
    act: Act,
    *,
    client_uuid: UUID,
    students: Sequence[Student],
    contact: Contact,
    next_step: NextStep | None = None,
) -> Note:
    """Log a contact with these students; give the first back for a `client_uuid` sent before.

    Other words sent under the same uuid are kept beside the note. An offer of a conference is
    written as an effort (EC 48262) in the same transaction. Raises NoteSaysWhatCannotBe, also for a
    uuid sent before about others, and NoteIsNotYours for somebody else's.
    """
    refuse_nonsense(act, contact)
    if not students:
        raise NoteSaysWhatCannotBe("Choose at least one student.")
    contact = shared(contact, students)
    if there := _sent_before(client_uuid):
        return again(act, there, contact, students)
    refuse_apart(contact, students)
    cases = cases_of(students)
    note, is_new = _written_once(act, client_uuid, contact)
    if not is_new:
        return again(act, note, contact, students)
    attach_to(note, students, cases)
    keep_efforts(act, [note])
    record_about(act, "note.logged", note, students)
    if next_step:
        follow_up = vars(next_step) | {"evidence": {"note": note.pk}}
        make_task(act, student=students[0], **follow_up)
    drop_draft(act, client_uuid=client_uuid)
    keep_last_reached(students)
    called(act, note, students)
    return note


@transaction.atomic
def edit_note(
    act: Act, *, note: Note, version: int, contact: Contact, client_uuid: UUID | None = None
) -> Note:
    """Change a note that was opened at `version`; its earlier words are kept.

    A change sent twice under its `client_uuid` is made once, whatever became of the note since.
    Raises NoteChanged when it has another version by now: nothing is written, the caller keeps
    the words with `keep_words`. Raises NoteIsNotYours, NoteIsSigned and NoteSaysWhatCannotBe.
    """
    note = _own(act, note)
    contact = shared(contact, students_in(note))
    if client_uuid:
        drop_draft(act, client_uuid=client_uuid)
    if (fields_of(note), note.text) == (fields_said(contact), contact.text):
        return note
    if client_uuid and made_it(note, client_uuid, contact):
        return note
    if note.signed_at:
        raise NoteIsSigned(note)
    if note.version != version:
        raise NoteChanged(note)
    refuse_nonsense(act, contact)
    refuse_apart(contact, students_in(note), was=note)
    _keep_earlier(act, note, client_uuid)
    before = Note(pk=note.pk, happened_at=note.happened_at)
    for name, value in contact.columns().items():
        setattr(note, name, value)
    note.version += 1
    note.save()
    _changed(act, "note.edited", note, also=before)
    return note


@transaction.atomic
def sign_note(act: Act, *, note: Note) -> Note:
    """Sign a note: from now on it stays as it is. Signed twice, it keeps the first moment.

    Raises NoteIsNotYours.
    """
    note = _own(act, note)
    if note.signed_at:
        return note
    note.signed_at = act.at
    note.save(update_fields=["signed_at"])
    record_about(act, "note.signed", note, students_in(note))
    drop_draft(act, client_uuid=note.client_uuid)
    return note


@transaction.atomic
def amend_note(act: Act, *, note: Note, client_uuid: UUID, contact: Contact) -> Note:
    """Correct a signed note by a new one, signed as it is made, which names the old.

    What the old one proved no longer holds unless the new one says so, too. Sent twice under one
    uuid, there is one. Raises NoteIsUnsigned, NoteIsAmended and NoteSaysWhatCannotBe.
    """
    note = Note.objects.select_for_update().get(pk=note.pk)
    contact = shared(contact, students_in(note))
    if there := _sent_before(client_uuid):
        return again(act, there, contact)
    if not note.signed_at:
        raise NoteIsUnsigned
    if Note.objects.filter(amends=note).exists():
        raise NoteIsAmended(_newest(note))
    refuse_nonsense(act, contact)
    refuse_apart(contact, students_in(note), was=note)
    amendment = _written(act, client_uuid, contact, amends=note, signed_at=act.at)
    NoteStudent.objects.bulk_create(
        NoteStudent(note=amendment, student_id=about.student_id, case_id=about.case_id)
        for about in note.about.order_by("pk")
    )
    drop_draft(act, client_uuid=client_uuid)
    _changed(act, "note.amended", amendment, also=note)
    return amendment


def _sent_before(client_uuid: UUID) -> Note | None:
    return Note.objects.filter(client_uuid=client_uuid).first()


def _written_once(act: Act, client_uuid: UUID, contact: Contact) -> tuple[Note, bool]:
    """Write a note and return it with whether it is new: sent twice at once, the other one was
    first, and is committed by now.
    """
    try:
        with transaction.atomic():
            return _written(act, client_uuid, contact), True
    except IntegrityError:
        if there := _sent_before(client_uuid):
            return there, False
        raise


def _written(act: Act, client_uuid: UUID, contact: Contact, **also: object) -> Note:
    return Note.objects.create(
        client_uuid=client_uuid,
        author_id=act.person,
        recorded_at=act.at,
        **contact.columns(),
        **also,
    )


def _keep_earlier(act: Act, note: Note, client_uuid: UUID | None) -> None:
    """Keep the words of a note before they change, and which sending changed them."""
    NoteRevision.objects.create(
        note=note,
        kind=RevisionKind.EARLIER,
        version=note.version,
        text=note.text,
        fields=fields_of(note) | ({"changed_by": str(client_uuid)} if client_uuid else {}),
        by_id=act.person,
        written_at=act.at,
    )


def _own(act: Act, note: Note) -> Note:
    note = Note.objects.select_for_update().get(pk=note.pk)
    if note.author_id != act.person:
        raise NoteIsNotYours
    return note


def _newest(note: Note) -> Note:
    """Return the last amendment of an amended note."""
    while amendment := Note.objects.filter(amends=note).first():
        note = amendment
    return note


def _changed(act: Act, action: str, note: Note, *, also: Note) -> None:
    """Bring everything that leans on a note to what it says now; `also` is what it said."""
    students = students_in(note)
    cases_of(students)
    keep_efforts(act, [note, also])
    record_about(act, action, note, students)
    keep_last_reached(students)

"""Notes: logged once however often they are sent, changed until signed, then only amended."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from accounts.models import User
from audit.actions import record_many
from audit.rules import Act
from cases.actions.summaries import refresh
from cases.actions.tasks import make_task
from cases.models import Case
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
from contacts.choices import RevisionKind
from contacts.models import Note, NoteRevision, NoteStudent
from core.clock import day_of
from students.models import Student


@dataclass(frozen=True)
class NextStep:
    """What follows from a contact: a task for the first student."""

    kind: str
    title: str
    due_on: date


@transaction.atomic
def log_note(
    *,
    client_uuid: UUID,
    students: Sequence[Student],
    contact: Contact,
    by: User,
    now: datetime,
    next_step: NextStep | None = None,
    today: date | None = None,
    request_id: str = "",
) -> Note:
    """Log a contact with these students; give the first back for a `client_uuid` sent before.

    Other words sent under the same uuid are kept beside the note. An offer of a conference is
    written as an effort (EC 48262) in the same transaction. Raises NoteSaysWhatCannotBe, and
    NoteIsNotYours for somebody else's uuid.
    """
    refuse_nonsense(contact, now=now)
    if not students:
        raise NoteSaysWhatCannotBe("Choose at least one student.")
    if there := Note.objects.filter(client_uuid=client_uuid).first():
        return _again(there, contact, by)
    cases = _cases_of(students)
    try:
        with transaction.atomic():
            note = Note.objects.create(client_uuid=client_uuid, author=by, **contact.columns())
    except IntegrityError:
        # Sent twice at once: the other one was first, and is committed by now.
        if there := Note.objects.filter(client_uuid=client_uuid).first():
            return _again(there, contact, by)
        raise
    note.refresh_from_db(fields=["recorded_at"])
    _attach(note, students, cases)
    keep_efforts(Act(by.actor, now, day_of(now), request_id), [note])
    _record("note.logged", note, students, by, request_id)
    if next_step:
        make_task(
            student=students[0],
            kind=next_step.kind,
            title=next_step.title,
            due_on=next_step.due_on,
            by=by,
            today=today or now.date(),
            evidence={"note": note.pk},
            request_id=request_id,
        )
    drop_draft(user=by, client_uuid=client_uuid)
    refresh([student.pk for student in students])
    return note


@transaction.atomic
def edit_note(
    *,
    note: Note,
    version: int,
    contact: Contact,
    by: User,
    now: datetime,
    client_uuid: UUID | None = None,
    request_id: str = "",
) -> Note:
    """Change a note that was opened at `version`; its earlier words are kept.

    A change sent twice under its `client_uuid` is made once, whatever became of the note since.
    Raises NoteChanged when it has another version by now: nothing is written, the caller keeps
    the words with `keep_words`. Raises NoteIsNotYours, NoteIsSigned and NoteSaysWhatCannotBe.
    """
    note = _own(note, by)
    if client_uuid:
        drop_draft(user=by, client_uuid=client_uuid)
    if (fields_of(note), note.text) == (fields_said(contact), contact.text):
        return note
    if client_uuid and _made_it(note, client_uuid, contact):
        return note
    if note.signed_at:
        raise NoteIsSigned
    if note.version != version:
        raise NoteChanged(note)
    refuse_nonsense(contact, now=now)
    NoteRevision.objects.create(
        note=note,
        kind=RevisionKind.EARLIER,
        version=note.version,
        text=note.text,
        fields=fields_of(note) | ({"changed_by": str(client_uuid)} if client_uuid else {}),
        by=by,
    )
    before = Note(pk=note.pk, happened_at=note.happened_at)
    for name, value in contact.columns().items():
        setattr(note, name, value)
    note.version += 1
    note.save()
    _changed("note.edited", note, by, request_id, now=now, also=before)
    return note


@transaction.atomic
def keep_words(*, note: Note, version: int, contact: Contact, by: User) -> NoteRevision:
    """Keep words, and what was said with them, that met a newer version of their note. Kept
    twice, they are there once.
    """
    kept, _ = NoteRevision.objects.get_or_create(
        note=note,
        kind=RevisionKind.UNSAVED,
        version=version,
        text=contact.text,
        fields=fields_said(contact),
        by=by,
    )
    return kept


@transaction.atomic
def sign_note(*, note: Note, by: User, now: datetime, request_id: str = "") -> Note:
    """Sign a note: from now on it stays as it is. Signed twice, it keeps the first moment.

    Raises NoteIsNotYours.
    """
    note = _own(note, by)
    if note.signed_at:
        return note
    note.signed_at = now
    note.save(update_fields=["signed_at"])
    _record("note.signed", note, _students(note), by, request_id)
    drop_draft(user=by, client_uuid=note.client_uuid)
    return note


@transaction.atomic
def amend_note(
    *,
    note: Note,
    client_uuid: UUID,
    contact: Contact,
    by: User,
    now: datetime,
    request_id: str = "",
) -> Note:
    """Correct a signed note by a new one, signed as it is made, which names the old.

    What the old one proved no longer holds unless the new one says so, too. Sent twice under one
    uuid, there is one. Raises NoteIsUnsigned, NoteIsAmended and NoteSaysWhatCannotBe.
    """
    note = Note.objects.select_for_update().get(pk=note.pk)
    if there := Note.objects.filter(client_uuid=client_uuid).first():
        return _again(there, contact, by)
    if not note.signed_at:
        raise NoteIsUnsigned
    if Note.objects.filter(amends=note).exists():
        raise NoteIsAmended
    refuse_nonsense(contact, now=now)
    amendment = Note.objects.create(
        client_uuid=client_uuid, author=by, amends=note, signed_at=now, **contact.columns()
    )
    NoteStudent.objects.bulk_create(
        NoteStudent(note=amendment, student_id=about.student_id, case_id=about.case_id)
        for about in note.about.order_by("pk")
    )
    drop_draft(user=by, client_uuid=client_uuid)
    _changed("note.amended", amendment, by, request_id, now=now, also=note)
    return amendment


def _own(note: Note, by: User) -> Note:
    note = Note.objects.select_for_update().get(pk=note.pk)
    if note.author_id != by.pk:
        raise NoteIsNotYours
    return note


def _again(note: Note, contact: Contact, by: User) -> Note:
    """Answer for a note that is there already; what is said otherwise under its uuid is kept."""
    if note.author_id != by.pk:
        raise NoteIsNotYours
    known: list[Note | NoteRevision] = [note, *note.revisions.all()]
    if not any(_says(words, contact) for words in known):
        keep_words(note=note, version=note.version, contact=contact, by=by)
    drop_draft(user=by, client_uuid=note.client_uuid)
    return note


def _made_it(note: Note, client_uuid: UUID, contact: Contact) -> bool:
    """Return whether the change sent under this uuid was made before, in these words."""
    earlier = note.revisions.filter(kind=RevisionKind.EARLIER)
    replaced = earlier.filter(fields__changed_by=str(client_uuid)).first()
    if replaced is None:
        return False
    became: NoteRevision | None = earlier.filter(version=replaced.version + 1).first()
    return _says(became or note, contact)


def _says(words: Note | NoteRevision, contact: Contact) -> bool:
    """Return whether a note, or one of its earlier wordings, reads as what was sent."""
    fields = fields_of(words) if isinstance(words, Note) else words.fields
    said = fields_said(contact)
    if contact.happened_at.microsecond:
        said.pop("happened_at")  # nobody types so fine a moment: it is that of the sending
    return words.text == contact.text and {**fields, **said} == fields


def _cases_of(students: Sequence[Student]) -> dict[int, Case]:
    """Lock the open cases of the students; by student."""
    found = Case.objects.open().select_for_update().filter(student__in=students).order_by("pk")
    return {case.student_id: case for case in found}


def _attach(note: Note, students: Sequence[Student], cases: dict[int, Case]) -> None:
    NoteStudent.objects.bulk_create(
        NoteStudent(note=note, student=student, case=cases.get(student.pk)) for student in students
    )


def _students(note: Note) -> list[Student]:
    return list(Student.objects.filter(pk__in=note.about.values("student")).order_by("pk"))


def _changed(
    action: str, note: Note, by: User, request_id: str, *, now: datetime, also: Note
) -> None:
    """Bring everything that leans on a note to what it says now; `also` is what it said."""
    students = _students(note)
    keep_efforts(Act(by.actor, now, day_of(now), request_id), [note, also])
    _record(action, note, students, by, request_id)
    refresh([student.pk for student in students])


def _record(
    action: str, note: Note, students: Sequence[Student], by: User, request_id: str
) -> None:
    detail: dict[str, object] = {
        "kind": note.kind,
        "purpose": note.purpose,
        "version": note.version,
        "amends": note.amends_id,
    }
    record_many(
        by=by.actor,
        action=action,
        target_kind="note",
        targets=[(note.pk, student.pk, detail) for student in students],
        request_id=request_id,
    )

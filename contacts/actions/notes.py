"""Notes: logged once however often they are sent, changed until signed, then only amended."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction

from audit.actions import record_many
from audit.rules import Act
from cases.actions import keep_reached, make_task
from cases.models import Case
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
from contacts.choices import RevisionKind
from contacts.models import Note, NoteRevision, NoteStudent
from contacts.queries.reached import last_reached_of
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
    written as an effort (EC 48262) in the same transaction. Raises NoteSaysWhatCannotBe, and
    NoteIsNotYours for somebody else's uuid.
    """
    refuse_nonsense(act, contact)
    if not students:
        raise NoteSaysWhatCannotBe("Choose at least one student.")
    if there := _sent_before(client_uuid):
        return _again(act, there, contact)
    cases = _cases_of(students)
    note, is_new = _written_once(act, client_uuid, contact)
    if not is_new:
        return _again(act, note, contact)
    _attach(note, students, cases)
    keep_efforts(act, [note])
    _record(act, "note.logged", note, students)
    if next_step:
        follow_up = vars(next_step) | {"evidence": {"note": note.pk}}
        make_task(act, student=students[0], **follow_up)
    drop_draft(act, client_uuid=client_uuid)
    _keep_reached(students)
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
    if client_uuid:
        drop_draft(act, client_uuid=client_uuid)
    if (fields_of(note), note.text) == (fields_said(contact), contact.text):
        return note
    if client_uuid and _made_it(note, client_uuid, contact):
        return note
    if note.signed_at:
        raise NoteIsSigned(note)
    if note.version != version:
        raise NoteChanged(note)
    refuse_nonsense(act, contact)
    _keep_earlier(act, note, client_uuid)
    before = Note(pk=note.pk, happened_at=note.happened_at)
    for name, value in contact.columns().items():
        setattr(note, name, value)
    note.version += 1
    note.save()
    _changed(act, "note.edited", note, also=before)
    return note


@transaction.atomic
def keep_words(act: Act, *, note: Note, version: int, contact: Contact) -> NoteRevision:
    """Keep words, and what was said with them, that met a newer version of their note. Kept
    twice, they are there once.
    """
    kept, _ = NoteRevision.objects.get_or_create(
        note=note,
        kind=RevisionKind.UNSAVED,
        version=version,
        text=contact.text,
        fields=fields_said(contact),
        by_id=act.person,
        defaults={"written_at": act.at},
    )
    return kept


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
    _record(act, "note.signed", note, _students(note))
    drop_draft(act, client_uuid=note.client_uuid)
    return note


@transaction.atomic
def amend_note(act: Act, *, note: Note, client_uuid: UUID, contact: Contact) -> Note:
    """Correct a signed note by a new one, signed as it is made, which names the old.

    What the old one proved no longer holds unless the new one says so, too. Sent twice under one
    uuid, there is one. Raises NoteIsUnsigned, NoteIsAmended and NoteSaysWhatCannotBe.
    """
    note = Note.objects.select_for_update().get(pk=note.pk)
    if there := _sent_before(client_uuid):
        return _again(act, there, contact)
    if not note.signed_at:
        raise NoteIsUnsigned
    if Note.objects.filter(amends=note).exists():
        raise NoteIsAmended(_newest(note))
    refuse_nonsense(act, contact)
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


def _again(act: Act, note: Note, contact: Contact) -> Note:
    """Answer for a note that is there already; what is said otherwise under its uuid is kept."""
    if note.author_id != act.person:
        raise NoteIsNotYours("Nothing was saved: start a new note.")
    known: list[Note | NoteRevision] = [note, *note.revisions.all()]
    if not any(_says(words, contact) for words in known):
        keep_words(act, note=note, version=note.version, contact=contact)
    drop_draft(act, client_uuid=note.client_uuid)
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
    """Lock the students and their open cases; return the cases by student.

    The students too: who was reached last is kept also of those without a case, and of two notes
    at once the second must see the first. While an import changes a student, a note waits for it.
    """
    keys = [student.pk for student in students]
    held = Student.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=keys)
    list(held.order_by("pk").values_list("pk"))
    found = Case.objects.open().select_for_update().filter(student__in=students).order_by("pk")
    return {case.student_id: case for case in found}


def _attach(note: Note, students: Sequence[Student], cases: dict[int, Case]) -> None:
    NoteStudent.objects.bulk_create(
        NoteStudent(note=note, student=student, case=cases.get(student.pk)) for student in students
    )


def _students(note: Note) -> list[Student]:
    return list(Student.objects.filter(pk__in=note.about.values("student")).order_by("pk"))


def _changed(act: Act, action: str, note: Note, *, also: Note) -> None:
    """Bring everything that leans on a note to what it says now; `also` is what it said."""
    students = _students(note)
    _cases_of(students)
    keep_efforts(act, [note, also])
    _record(act, action, note, students)
    _keep_reached(students)


def _keep_reached(students: Sequence[Student]) -> None:
    keys = [student.pk for student in students]
    keep_reached(students=keys, found=last_reached_of(keys))


def _record(act: Act, action: str, note: Note, students: Sequence[Student]) -> None:
    detail: dict[str, object] = {
        "kind": note.kind,
        "purpose": note.purpose,
        "version": note.version,
        "amends": note.amends_id,
    }
    record_many(
        act,
        action=action,
        target_kind="note",
        targets=[(note.pk, student.pk, detail) for student in students],
    )

"""Notes of counseling: sealed once, opened by whoever wrote them, each time with a reason."""

from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction

from audit.actions import record
from audit.rules import Act
from contacts.actions.refusals import (
    CannotBeSealed,
    NoteIsNotYours,
    NoteSaysWhatCannotBe,
    OtherWordsAreSealed,
)
from contacts.choices import RevealReason, SaidBy
from contacts.models import SealedNote
from contacts.queries.sealed import why_not_sealed
from students.models import Student

ANEW = "Nothing was sealed: open the page again."


@transaction.atomic
def seal_note(
    act: Act, *, client_uuid: UUID, student: Student, said_by: SaidBy, said_on: date, text: str
) -> SealedNote:
    """Seal what was said in confidence. Sent twice under its uuid, there is one.

    Nothing of its words is written anywhere else. Raises CannotBeSealed, NoteSaysWhatCannotBe,
    NoteIsNotYours for a uuid that somebody else's note or another student's has, and OtherWordsAreSealed
    for one under which the same author sealed something else about the student. The transaction names
    the author, as that of a request does: the database takes no other's.

    Source: EC 49602.
    """
    if why := why_not_sealed(student, on=act.on):
        raise CannotBeSealed(why)
    if said_on > act.on:
        raise NoteSaysWhatCannotBe("It cannot have been said in the future.")
    said = {"said_by": said_by, "said_on": said_on, "text": text, "recorded_at": act.at}
    said |= {"student": student, "author_id": act.person}
    try:
        note, is_new = SealedNote.objects.get_or_create(client_uuid=client_uuid, defaults=said)
    # The uuid of somebody else's note, which the database shows to nobody else.
    except IntegrityError:
        raise NoteIsNotYours(ANEW) from None
    if note.student_id != student.pk:
        raise NoteIsNotYours(ANEW)
    if is_new:
        _record(act, "sealed.written", note)
    elif (note.said_by, note.said_on, note.text) != (said_by, said_on, text):
        raise OtherWordsAreSealed
    return note


@transaction.atomic
def reveal_note(act: Act, *, note: SealedNote, reason: RevealReason) -> str:
    """Return the words of a sealed note to its author; each time is written down, with the reason.

    Raises NoteIsNotYours.

    Source: EC 49602.
    """
    if note.author_id != act.person:
        raise NoteIsNotYours
    _record(act, "sealed.revealed", note, reason=reason)
    return SealedNote.objects.values_list("text", flat=True).get(pk=note.pk)


def _record(act: Act, action: str, note: SealedNote, **detail: object) -> None:
    record(
        act,
        action=action,
        target_kind="sealed_note",
        target_id=note.pk,
        student_id=note.student_id,
        detail=detail,
    )

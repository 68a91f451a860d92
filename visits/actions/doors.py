"""What came of a visit: one note of contacts, never another kind, and the visit is over with it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from audit.rules import Act
from cases.actions import do
from contacts.actions import log_note
from contacts.actions.contact import Contact
from contacts.actions.notes import NextStep
from contacts.models import Note
from students.models import Student
from tasks.choices import PENDING
from visits.actions.alarm import settle
from visits.actions.refusals import DoorLogged
from visits.actions.steps import held, take_step
from visits.choices import VisitState
from visits.models import Visit

LEFT = "A note was left at the door."


@dataclass(frozen=True)
class DoorFound:
    """What was found at a door, besides the contact: whether a note was left, and the miles there."""

    contact: Contact
    left_note: bool = False
    miles: Decimal | None = None

    @property
    def said(self) -> Contact:
        """The contact as its note has it."""
        if not self.left_note:
            return self.contact
        text = "\n".join(filter(None, [self.contact.text.rstrip(), LEFT]))
        return replace(self.contact, text=text)


@transaction.atomic
def log_door(
    act: Act,
    *,
    visit: Visit,
    client_uuid: UUID,
    students: Sequence[Student],
    door: DoorFound,
    next_step: NextStep | None = None,
    seen: int = 0,
) -> Note:
    """Write down what came of a visit, as a note of contacts; sent twice under one `client_uuid`, it is
    written once. Whoever went is back with it, and what asked for the visit is done.

    `seen` is the note about this visit that whoever writes was shown beside their words, 0 for none. Raises
    DoorLogged where another one is there, and what `log_note` raises.
    """
    here = held(visit)
    there = Note.objects.filter(client_uuid=client_uuid).first()
    if here.note_id and not there and here.note_id != seen:
        raise DoorLogged
    note = log_note(
        act,
        client_uuid=client_uuid,
        students=students,
        contact=door.said,
        next_step=next_step,
    )
    if there or here.state == VisitState.VALIDATED:
        return note
    moved = take_step(act, "log", here, client_uuid, columns=_columns(act, here, note, door))
    settle(act, moved)
    if moved.task and moved.task.state in PENDING:
        do(act, task=moved.task, note=f"{note.get_kind_display()}: {note.get_outcome_display()}")
    return note


def _columns(act: Act, here: Visit, note: Note, door: DoorFound) -> dict[str, object]:
    """Return what a visit keeps of its door: of a second note, nothing that the first one said."""
    back: dict[str, object] = {"back_at": act.at} if here.state == VisitState.THERE else {}
    if here.note_id:
        return back
    said = {"note": note, "left_note": door.left_note, "miles": door.miles}
    return {**back, **said, "why_off": ""}

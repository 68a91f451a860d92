"""What a note says, apart from who wrote it and about whom."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta

from audit.rules import Act
from contacts.actions.refusals import NoteSaysWhatCannotBe
from contacts.choices import Method, NoteKind, Purpose, WithWhom
from contacts.models import Note
from contacts.rules import SILENT, outcome_fits
from students.models import Guardian

CLOCKS_DIFFER = timedelta(minutes=10)


@dataclass(frozen=True)
class Contact:
    """One contact or attempt. `reached` says that a person was reached; minutes are whole."""

    kind: NoteKind
    method: Method
    with_whom: WithWhom
    reached: bool
    happened_at: datetime
    purpose: Purpose = Purpose.ATTENDANCE
    guardian: Guardian | None = None
    with_name: str = ""
    outcome: str = ""
    barriers: Sequence[str] = field(default_factory=tuple)
    minutes: int | None = None
    language: str = ""
    interpreter: bool = False
    text: str = ""

    def columns(self) -> dict[str, object]:
        """Return the values of a Note's columns by name."""
        return {**{name: getattr(self, name) for name in PLAIN}, "barriers": list(self.barriers)}


PLAIN = tuple(name for name in Contact.__dataclass_fields__ if name != "barriers")


def refuse_nonsense(act: Act, contact: Contact) -> None:
    """Raise NoteSaysWhatCannotBe where a note contradicts itself or lies in the future."""
    if contact.happened_at > act.at + CLOCKS_DIFFER:
        raise NoteSaysWhatCannotBe("It cannot have happened in the future.")
    if not outcome_fits(contact.kind, contact.outcome):
        raise NoteSaysWhatCannotBe("This outcome belongs to another kind of contact.")
    if contact.reached and contact.kind in SILENT:
        raise NoteSaysWhatCannotBe("A letter or another note reaches nobody by itself.")
    if (contact.with_whom == WithWhom.ADULT) != (contact.guardian is not None):
        raise NoteSaysWhatCannotBe("Choose the adult it was with.")


def fields_of(note: Note) -> dict[str, object]:
    """Return the structured part of a note as it reads, for the record of earlier words."""
    return {
        "kind": note.kind,
        "purpose": note.purpose,
        "method": note.method,
        "with_whom": note.with_whom,
        "guardian": note.guardian_id,
        "with_name": note.with_name,
        "reached": note.reached,
        "outcome": note.outcome,
        "barriers": note.barriers,
        "minutes": note.minutes,
        "language": note.language,
        "interpreter": note.interpreter,
        "happened_at": note.happened_at.astimezone(UTC).isoformat(),
    }


def fields_said(contact: Contact) -> dict[str, object]:
    """Return the structured part of a contact, as `fields_of` does for a note."""
    plain = asdict(contact)
    plain.pop("text")
    guardian = contact.guardian
    return {
        **plain,
        "guardian": guardian.pk if guardian else None,
        "barriers": list(contact.barriers),
        "happened_at": contact.happened_at.astimezone(UTC).isoformat(),
    }

"""Why a change was refused. Each leaves everything as it was."""

from contacts.models import Note


class NoteSaysWhatCannotBe(Exception):
    """The note contradicts itself, or lies in the future; the message says how."""


class NoteIsNotYours(Exception):
    """Only its author changes or signs a note."""


class NoteIsSigned(Exception):
    """A signed note stays as it is; it can be amended."""


class NoteIsUnsigned(Exception):
    """A note that is not signed is changed, not amended."""


class NoteIsAmended(Exception):
    """The note was amended before; the newest amendment is the one to amend."""


class NoteChanged(Exception):
    """The note was changed since it was opened: `note` is how it reads now."""

    def __init__(self, note: Note) -> None:
        super().__init__(f"note {note.pk} is at version {note.version}")
        self.note = note

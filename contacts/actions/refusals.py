"""Why a change was refused. Each leaves everything as it was."""

from contacts.models import Note
from core.refusals import Refusal


class NoteSaysWhatCannotBe(Refusal):
    """The note contradicts itself, or lies in the future; the message says how."""


class NoteIsNotYours(Refusal):
    """Only its author changes or signs a note."""

    advice = "Nothing was changed. Only whoever wrote a note changes or signs it."


class NoteIsOfOthers(Refusal):
    """Who wrote every wording of a note takes it back for any reason; others for few."""

    advice = (
        "Nothing was withdrawn: only who wrote it all takes it back for this reason. Who wrote a part"
        " or manages the case does where it is about another student, or was written down twice."
    )


class NoteIsUnsigned(Refusal):
    """A note that is not signed is changed, not amended."""

    advice = "Nothing was changed. The note is not signed yet: change it instead."


class NoteIsWithdrawn(Refusal):
    """Nothing is attached to a note that was taken back."""

    advice = "Nothing was attached. The note is withdrawn: log another one."


class NoteHasEnough(Refusal):
    """A note has at most so many papers."""

    advice = (
        "Nothing was attached: a note has at most ten papers. Log another note for the others."
    )


class NoteIsOfSeveral(Refusal):
    """A paper is one child's: whoever reads a note about several would open it for each of them."""

    advice = (
        "Nothing was attached: this note is about several students, and a paper is one child’s. Log a"
        " note about that student alone, and attach it there."
    )


class CannotBeSealed(Refusal):
    """The pack seals no notes, or none of a student of this age."""


class OtherWordsAreSealed(Refusal):
    """A note was sealed under this uuid before, and what was sent now is another."""

    advice = (
        "A note was sealed from this page before, and stays as it is. What you typed differs and is not"
        " sealed yet: it stands here. Seal it as a second note."
    )


class NoteReadsOtherwise(Refusal):
    """The words met a note that is no longer as it was opened: `note` is how it reads now."""

    def __init__(self, note: Note) -> None:
        super().__init__()
        self.note = note


class NoteChanged(NoteReadsOtherwise):
    """The note was changed since it was opened."""


class NoteIsSigned(NoteReadsOtherwise):
    """A signed note stays as it is; it can be amended."""

    advice = "This note was signed meanwhile: it stays as it is"


class NoteIsAmended(NoteReadsOtherwise):
    """The note was amended before: `note` is the newest amendment, the one to amend."""

    advice = "This note was amended while you wrote. Yours would amend that amendment"

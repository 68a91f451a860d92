"""How a note just written is taken back, and what keeps it: what has read it by then."""

from accounts.choices import Permission
from cases.queries.undoings import OF_TASKS
from core.undo import Undoing

OF_NOTE = Undoing(
    ("note.logged",), "contacts:undo", Permission.NOTE_WRITE, of_target=True, along=OF_TASKS
)
# What leans on the notes of a student, whoever does it.
FOLLOWING = ("packet.ordered", "packet.built", "referral.sent", "case.opened", "case.closed")

UNDOINGS = (OF_NOTE,)

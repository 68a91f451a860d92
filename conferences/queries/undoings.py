"""How what was said of an offered conference is taken back."""

from accounts.choices import Permission
from cases.queries.undoings import OF_TASKS
from core.undo import Undoing

UNDOINGS = (
    Undoing(
        ("conference.ended",),
        "conferences:take_back",
        Permission.NOTE_WRITE,
        of_target=True,
        along=("note.logged", *OF_TASKS),
    ),
)

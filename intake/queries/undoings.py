"""How the last step of a request for help is taken back."""

from accounts.choices import Permission
from cases.queries.undoings import OF_TASKS
from core.undo import Undoing

OF_REQUEST = Undoing(
    tuple(f"request.{done}" for done in ("taken", "answered", "paused", "closed", "reopened")),
    "intake:undo",
    Permission.NOTE_WRITE,
    of_target=True,
    along=OF_TASKS,
)

UNDOINGS = (OF_REQUEST,)

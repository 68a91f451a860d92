"""How what one click did with a request for help is taken back."""

from accounts.choices import Permission
from core.undo import Undoing

UNDOINGS = (Undoing(("request.closed",), "intake:reopen", Permission.NOTE_WRITE, of_target=True),)

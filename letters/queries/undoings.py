"""How what one click did with letters is taken back."""

from accounts.choices import Permission
from core.undo import Undoing

OF_STOP = Undoing(
    ("letter.not_sent",),
    "letters:undo_not_sending",
    Permission.LETTER_APPROVE,
    of_target=True,
)

UNDOINGS = (
    OF_STOP,
    Undoing(("letter.approved",), "letters:undo_approving", Permission.LETTER_APPROVE),
    Undoing(("letter.mailed",), "undo-mailing", Permission.LETTER_MAIL),
    Undoing(
        ("letter.mail_decided",), "letters:take_back", Permission.LETTER_APPROVE, of_target=True
    ),
)

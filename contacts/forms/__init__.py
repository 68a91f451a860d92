"""What people send about contacts."""

from contacts.forms.log import (
    ADULT,
    ChangeForm,
    ColdLogForm,
    LogForm,
    preset,
    steps_offered,
    typed,
)
from contacts.forms.notes import FoundForm, IdsForm, WithdrawNoteForm
from contacts.forms.papers import AttachForm, WithdrawPaperForm
from contacts.forms.sealed import RevealForm, SealForm

__all__ = [
    "ADULT",
    "AttachForm",
    "ChangeForm",
    "ColdLogForm",
    "FoundForm",
    "IdsForm",
    "LogForm",
    "RevealForm",
    "SealForm",
    "WithdrawNoteForm",
    "WithdrawPaperForm",
    "preset",
    "steps_offered",
    "typed",
]

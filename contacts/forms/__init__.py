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
from contacts.forms.sealed import RevealForm, SealForm

__all__ = [
    "ADULT",
    "ChangeForm",
    "ColdLogForm",
    "FoundForm",
    "IdsForm",
    "LogForm",
    "RevealForm",
    "SealForm",
    "WithdrawNoteForm",
    "preset",
    "steps_offered",
    "typed",
]

"""What is asked of notes that are there: which, why one is taken back, which are looked for."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms

from contacts.choices import WhyTakenBack
from contacts.rules import REASONS
from core.forms import FilledForm, Picks
from core.lists import Asked, SearchField


class WithdrawNoteForm(FilledForm):
    """Why a note is taken back, for the reasons that are this person's to give."""

    layout = (Picks("reason"),)
    called: ClassVar = {"reason": "why"}

    reason = forms.ChoiceField(label="Why", widget=forms.RadioSelect)

    def __init__(
        self, *args: Any, reasons: Sequence[WhyTakenBack] = REASONS, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.fields["reason"].choices = [(one.value, one.label) for one in reasons]  # type: ignore[attr-defined] # a ChoiceField


class FoundForm(Asked):
    """Which notes are looked for."""

    q = SearchField(label="Words of a note")


class IdsForm(forms.Form):
    """Which rows, and which note: what a page sends besides what people write."""

    client_uuid = forms.UUIDField()
    version = forms.IntegerField(min_value=1, required=False)
    seq = forms.IntegerField(min_value=0, max_value=2**31 - 1, required=False)

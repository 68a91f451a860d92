"""Papers of a note: what is attached, and why one is taken off."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from contacts.choices import PaperKind, WhyTakenBack
from contacts.rules import REASONS
from core.forms import FilledForm, Picks

TYPES = "image/jpeg,image/png,application/pdf"


class AttachForm(FilledForm):
    """A photo, scan or paper. It is told by its content, not by its name."""

    layout = (Picks("kind"), "file")
    called: ClassVar = {"kind": "what it is", "file": "the file"}

    kind = forms.ChoiceField(
        label="What it is", choices=PaperKind.choices, widget=forms.RadioSelect
    )
    file = forms.FileField(
        label="File",
        widget=forms.FileInput(attrs={"accept": TYPES}),
        error_messages={"required": "Choose the file.", "empty": "The file is empty."},
    )

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        most = settings.ATTACHMENT_MAX_BYTES
        if (file.size or 0) > most:
            raise forms.ValidationError(
                f"The file is larger than {most >> 20} MB. Take a smaller one."
            )
        return file


class WithdrawPaperForm(FilledForm):
    """Why a paper is taken off its note, for the reasons that are this person's to give."""

    layout = (Picks("reason"),)
    called: ClassVar = {"reason": "why"}

    reason = forms.ChoiceField(label="Why", widget=forms.RadioSelect)

    def __init__(
        self, *args: Any, reasons: Sequence[WhyTakenBack] = REASONS, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.fields["reason"].choices = [(one.value, one.label) for one in reasons]  # type: ignore[attr-defined] # a ChoiceField

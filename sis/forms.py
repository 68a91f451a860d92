"""The upload, the answers to questions, and what words mean."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from core.forms import FilledForm
from core.lists import Asked
from sis.choices import ImportAnswer, WordKind
from sis.models import SourceWord
from sis.rules.meanings import meanings_of

MOST_FILES = 30
ENDINGS = (".csv", ".txt", ".tsv", ".zip")


class SeveralFiles(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One zip, or some of the bundle's files."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        given = data if isinstance(data, list) else [data]
        return [super(FilesField, self).clean(file, initial) for file in given or [None]]


class AnswerForm(FilledForm):
    """One of the two buttons of a question; `read` says what the files said of the student."""

    answer = forms.TypedChoiceField(
        choices=[(one.value, one.label) for one in ImportAnswer if one.is_given],
        coerce=ImportAnswer,
    )
    read = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)


class WordsForm(Asked):
    """Which words are looked at."""

    kind = forms.ChoiceField(
        choices=[("", "All kinds"), *WordKind.choices], required=False, label="Kind of word"
    )


class RejectedForm(Asked):
    """The rejected rows of which file of an import are looked at."""

    file = forms.ChoiceField(required=False, label="File")

    def __init__(self, *args: Any, files: Iterable[str], **kw: Any) -> None:
        super().__init__(*args, **kw)
        choices: dict[str, Any] = dict(self.fields)
        choices["file"].choices = [("", "All files"), *((one, one) for one in files)]


class MeaningForm(FilledForm):
    """What a word means, of all that words of its kind may mean."""

    meaning = forms.ChoiceField(error_messages={"required": "Choose what it means."})

    def __init__(self, *args: Any, word: SourceWord | None = None, **options: Any) -> None:
        super().__init__(*args, key=word.pk if word else "", **options)
        if word:
            field: Any = self.fields["meaning"]
            field.choices = [("", "Choose"), *meanings_of(word.kind)]
            field.label = f"{word} means"


class UploadForm(FilledForm):
    files = FilesField(  # type: ignore[assignment] # of the form it is no attribute
        label="Files of the bundle",
        help_text="One zip, or the CSV files themselves; several at once if you like.",
        widget=SeveralFiles(attrs={"accept": ",".join(ENDINGS)}),
        error_messages={"required": "Choose the files to send."},
    )

    def clean_files(self) -> list[UploadedFile]:
        files: list[UploadedFile] = self.cleaned_data["files"]
        names = [(file.name or "").lower() for file in files]
        if len(files) > MOST_FILES:
            raise forms.ValidationError(f"At most {MOST_FILES} files at once.")
        if any(not name.endswith(ENDINGS) for name in names):
            raise forms.ValidationError(f"Only {', '.join(ENDINGS)} files can be read.")
        if len(set(names)) < len(names):
            raise forms.ValidationError("Two of the files have the same name.")
        if len(files) > 1 and any(name.endswith(".zip") for name in names):
            raise forms.ValidationError("Send one zip alone, or the files without a zip.")
        if sum(file.size or 0 for file in files) > settings.SIS_UPLOAD_MAX_BYTES:
            most = settings.SIS_UPLOAD_MAX_BYTES >> 20
            raise forms.ValidationError(f"More than {most} MB; import it on the command line.")
        return files

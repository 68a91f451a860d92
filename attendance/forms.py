"""What is sent to file reports."""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from crispy_forms.layout import LayoutObject
from django import forms

from core.fields import LongTextField
from core.keys import MOST_KEYS, KeyField, KeysField
from core.lists import Asked
from students.forms import FamilyWordsForm

MOST_OFFERED = 100


class QuestionsForm(FamilyWordsForm):
    """What was found out about the questions that are asked; `questions` says which were read."""

    layout: ClassVar[Sequence[str | LayoutObject]] = ("answer", "questions")
    at_times = ("answer",)

    answer = LongTextField(
        label="What was found out",
        max_length=500,
        rows=2,
        required=False,
        help_text="Kept with your name. Leave diagnoses and placements out.",
    )
    questions = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("questions") and not data.get("answer") and "answer" not in self.errors:
            self.add_error("answer", "Say what was found out.")
        return data


class ReadField(forms.CharField):
    """What a page said of each report, as `DueReport.as_read` has it, with commas."""

    def __init__(self) -> None:
        super().__init__(required=False, max_length=40 * MOST_KEYS, widget=forms.HiddenInput)

    def clean(self, value: object) -> frozenset[str]:
        return frozenset(super().clean(value).split(","))


class FileForm(QuestionsForm):
    student = KeysField()
    read = ReadField()


class SchoolForm(Asked):
    """Of which school a list is looked at."""

    school = KeyField(required=False, label="School", widget=forms.Select)

    @property
    def school_id(self) -> int | None:
        found: int | None = self.asked("school")
        return found

    def offer_schools(self, schools: Iterable[tuple[str, int]]) -> None:
        """Offer these schools, by name and key; without a choice no box is drawn. Of very many only
        the one that is asked for: a list of schools leads to the others.
        """
        options = [(key, name) for name, key in schools]
        if len(options) > MOST_OFFERED:
            options = [one for one in options if one[0] == self.school_id]
        if len(options) > 1 or self.school_id:
            self.offer("school", [("", "All schools"), *options])
        else:
            self.hide("school")

"""What is sent to file reports."""

from collections.abc import Iterable

from django import forms

from core.keys import KeyField, KeysField
from core.lists import Asked


class FileForm(forms.Form):
    student = KeysField()
    answer = forms.CharField(
        label="What was found out", max_length=500, required=False, strip=True
    )
    questions = forms.CharField(max_length=64, required=False)


class SchoolForm(Asked):
    """Of which school a list is looked at."""

    school = KeyField(required=False, label="School", widget=forms.Select)

    @property
    def school_id(self) -> int | None:
        found: int | None = self.asked("school")
        return found

    def offer_schools(self, schools: Iterable[tuple[str, int]]) -> None:
        """Offer these schools, by name and key; without a choice no box is drawn."""
        options = [(key, name) for name, key in schools]
        if len(options) > 1 or self.school_id:
            self.offer("school", [("", "All schools"), *options])
        else:
            self.hide("school")

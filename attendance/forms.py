"""What is sent to file reports."""

from django import forms

from core.keys import KeyField, KeysField


class FileForm(forms.Form):
    student = KeysField()
    answer = forms.CharField(
        label="What was found out", max_length=500, required=False, strip=True
    )
    questions = forms.CharField(max_length=64, required=False)


class ListForm(forms.Form):
    """Which part of a list is looked at. What is no value means the whole."""

    school = KeyField(required=False)
    show = forms.CharField(required=False, max_length=20)
    confirm = forms.CharField(required=False, max_length=20)
    page = forms.CharField(required=False, max_length=10)

    def asked(self, name: str) -> str:
        self.is_valid()
        return str(self.cleaned_data.get(name) or "")

    @property
    def school_id(self) -> int | None:
        self.is_valid()
        return self.cleaned_data.get("school")

"""What is sent to file reports."""

from django import forms

MOST = 2000


class KeysField(forms.CharField):
    """Keys, each once: one value with commas (a whole list), or one value for each tick."""

    widget = forms.MultipleHiddenInput

    def clean(self, value: object) -> list[int]:
        given = value if isinstance(value, list) else [value]
        words = [word for part in given if part for word in str(part).split(",") if word.strip()]
        if not words:
            raise forms.ValidationError("Choose at least one.")
        if len(words) > MOST or not all(w.strip().isdecimal() and len(w) < 19 for w in words):
            raise forms.ValidationError("Nothing was done: the page was not understood.")
        return list(dict.fromkeys(int(word) for word in words))


class FileForm(forms.Form):
    student = KeysField()
    answer = forms.CharField(
        label="What was found out", max_length=500, required=False, strip=True
    )
    questions = forms.CharField(max_length=64, required=False)


class ListForm(forms.Form):
    """Which part of a list is looked at. What is no value means the whole."""

    school = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1)
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

"""What people ask of these screens, parsed."""

from django import forms


class SearchForm(forms.Form):
    """A search box. `open` asks for the first student found in place of the list."""

    q = forms.CharField(max_length=120, required=False)
    open = forms.CharField(max_length=10, required=False)

    @property
    def text(self) -> str:
        return self.cleaned_data.get("q", "") if self.is_valid() else ""

    @property
    def opens_first(self) -> bool:
        return self.is_valid() and self.cleaned_data["open"] == "first"


class YearForm(forms.Form):
    """A school year, by its first calendar year."""

    year = forms.IntegerField(min_value=1990, max_value=2200, required=False)

    @property
    def chosen(self) -> int | None:
        """The year asked for; None for none, and for what is no year."""
        return self.cleaned_data["year"] if self.is_valid() else None


class PageForm(forms.Form):
    """A page of a list, from 1."""

    page = forms.IntegerField(min_value=1, required=False)

    @property
    def number(self) -> int:
        return (self.cleaned_data["page"] if self.is_valid() else None) or 1


class LoadsForm(PageForm):
    """Caseloads by counselor, unless by school is asked for."""

    by = forms.ChoiceField(choices=[("owner", "Counselor"), ("school", "School")], required=False)

    @property
    def chosen(self) -> str:
        return (self.cleaned_data.get("by") if self.is_valid() else "") or "owner"
